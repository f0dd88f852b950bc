// Long choices (监管对象, 产品) become a search box: <select data-na-search="address"> asks address?q=… and takes
// {"results": [{"id": …, "text": …}]}; without an address it searches within what it holds, and in the data-words of its
// options (other names, and how they sound). With data-na-cascade the address is also told what is chosen, so that the
// list goes on below it: county, township, village.
import TomSelect from "tom-select/base";
import { help } from "./page.js";

const VILLAGE = 12; // digits of its code: nothing lies below it
const WORDS = {
  no_results: () => '<div class="no-results">没有找到，换个词试试</div>',
  loading: () => '<div class="no-results">正在查找…</div>',
};

// What was typed is looked up 300 ms later, and the list then takes the focus. Once something is chosen, or the person
// is in the next field, that must not happen any more: the next words would be typed into the search box.
function forgetTyped() {
  clearTimeout(this.refreshTimeout);
}

// What lies below the place just chosen is offered at once.
function goOn() {
  forgetTyped.call(this);
  if (String(this.getValue()).length < VILLAGE) this.load("");
}

function remote(url, cascade) {
  let latest = 0;
  return {
    valueField: "id",
    labelField: "text",
    searchField: [],
    preload: "focus",
    async load(query, done) {
      const asked = ++latest;
      const address = new URL(url, location.href);
      address.searchParams.set("q", query);
      if (cascade && !query && this.getValue()) address.searchParams.set("below", this.getValue());
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        const { results } = await answer.json();
        // Answers may overtake each other: only the last question's is shown.
        if (asked !== latest) return done();
        this.clearOptions();
        done(results);
      } catch {
        done();
      }
    },
  };
}

help((root) => {
  for (const select of root.querySelectorAll("select[data-na-search]")) replace(select);
});

function replace(select) {
  // The search box takes over the label; the select behind it is only what the form sends.
  select.setAttribute("aria-hidden", "true");
  const url = select.dataset.naSearch;
  const cascade = "naCascade" in select.dataset;
  new TomSelect(select, {
    maxOptions: 100,
    placeholder: select.dataset.placeholder || "输入名称或编号查找",
    render: WORDS,
    onItemAdd: cascade ? goOn : forgetTyped,
    onBlur: forgetTyped,
    ...(url.startsWith("/") ? remote(url, cascade) : { searchField: ["text", "words"] }),
  });
}
