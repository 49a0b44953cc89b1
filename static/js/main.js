/* Imports each element: the table of contents. Members only; a visitor's page carries no script. */
import "./elements/branch-memory.js";
import "./elements/live-region.js";
import "./elements/reply-composer.js";
import "./elements/thread-keys.js";
