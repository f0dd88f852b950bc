// Entry of the one script: small helps on pages that work without them.
import "./js/menus.js";
import "./js/forms.js";
import "./js/photos.js";
import "./js/signature.js";
import "./js/search.js";
import "./js/keep.js";
import "./js/send.js";
import "./js/unsent.js";
import "./js/charts.js";
import "./js/grid.js";
import "./js/picks.js";

document.documentElement.classList.add("na-js");
