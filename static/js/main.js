/* Imports each element: the table of contents. Members only; a visitor's page carries no script. */
import "./elements/answer-in-place.js";
import "./elements/branch-memory.js";
import "./elements/cite-picker.js";
import "./elements/cite-preview.js";
import "./elements/composer-toolbar.js";
import "./elements/draft-keeper.js";
import "./elements/draft-windows.js";
import "./elements/live-region.js";
import "./elements/other-version.js";
import "./elements/picture-intake.js";
import "./elements/quote-selection.js";
import "./elements/reply-composer.js";
import "./elements/text-completion.js";
import "./elements/text-counter.js";
import "./elements/thread-keys.js";
import "./elements/unsent-text.js";
