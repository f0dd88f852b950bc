// Long choices (监管对象, 产品) become a search box: <select data-na-search="address"> asks address?q=… and takes
// {"results": [{"id": …, "text": …}]}; without an address it searches within what it holds.
import TomSelect from "tom-select/base";

const WORDS = {
  no_results: () => '<div class="no-results">没有找到，换个词试试</div>',
  loading: () => '<div class="no-results">正在查找…</div>',
};

function remote(url) {
  return {
    valueField: "id",
    labelField: "text",
    searchField: [],
    preload: "focus",
    async load(query, done) {
      const address = new URL(url, location.href);
      address.searchParams.set("q", query);
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        const { results } = await answer.json();
        this.clearOptions();
        done(results);
      } catch {
        done();
      }
    },
  };
}

for (const select of document.querySelectorAll("select[data-na-search]")) {
  // The search box takes over the label; the select behind it is only what the form sends.
  select.setAttribute("aria-hidden", "true");
  const url = select.dataset.naSearch;
  new TomSelect(select, {
    maxOptions: 100,
    placeholder: select.dataset.placeholder || "输入名称或编号查找",
    render: WORDS,
    ...(url.startsWith("/") ? remote(url) : {}),
  });
}
