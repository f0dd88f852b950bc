// The chart script is larger than everything else on a page together. A phone fetches it when a chart comes near the
// window; a wide screen once the page stands, so that a chart is there when the page is printed.
const address = document.querySelector('meta[name="na-charts"]');
const boxes = document.querySelectorAll("[data-chart]");

if (address && boxes.length) {
  let asked = false;
  const fetchOnce = () => {
    if (asked) return;
    asked = true;
    near.disconnect();
    const script = document.createElement("script");
    script.src = address.content;
    document.head.append(script);
  };
  const near = new IntersectionObserver(
    (seen) => {
      if (seen.some((one) => one.isIntersecting)) fetchOnce();
    },
    { rootMargin: "200px" },
  );
  for (const box of boxes) near.observe(box);
  addEventListener("beforeprint", fetchOnce);
  if (matchMedia("(min-width: 48em)").matches) addEventListener("load", () => setTimeout(fetchOnce, 0));
}
