// Drops from the bundled style sheets what no page uses:  node purge.cjs OUTPUT-FOLDER   (from the checkout's root)
// Tabler brings 650 KB of rules; a phone on a weak line would wait a quarter of a minute for them.
//
// Whatever looks like a class name in a template, in our Python (widgets, badges) or in a script counts as used, so the
// rule for a class is lost only when its name stands nowhere. Names that are put together are named here:
// tests/look/test_classes_have_rules.py knows how they are made.
const fs = require("fs");
const path = require("path");
const { PurgeCSS } = require("purgecss");

const APPS = ["certificates", "credit", "emergency", "greenfood", "monitoring", "shangrao_nongan", "supervision"];
const BUNDLES = [".build/frontend/node_modules/tom-select/dist/js/tom-select.base.js"];
const COMPOSED = {
  // na- is our own layer (small, and its tones are composed: na-tone-…, na-kpi-…), ts- is made by the search box:
  // a rule that speaks of them is kept, whatever else it speaks of
  greedy: [/^na-/, /^ts-/],
  standard: [/^is-/, /^htmx-/],
};

async function main(folder) {
  const content = [
    "templates/**/*.html",
    ...APPS.map((app) => `${app}/**/*.py`),
    "shangrao_nongan/frontend/*.js",
    "shangrao_nongan/frontend/js/*.js",
    ...BUNDLES,
  ];
  const styles = fs.readdirSync(folder).filter((name) => name.endsWith(".css"));
  for (const name of styles) {
    const file = path.join(folder, name);
    const [kept] = await new PurgeCSS().purge({
      content,
      css: [file],
      safelist: COMPOSED,
      keyframes: true,
      fontFace: true,
    });
    fs.writeFileSync(file, kept.css);
  }
}

main(process.argv[2]).catch((fault) => {
  console.error(fault);
  process.exit(1);
});
