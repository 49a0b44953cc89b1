/* For visitors, where there are marks: what shows their sources. Members have it from main.js. */
import "./elements/cite-opener.js";
import "./elements/cite-preview.js";
