/*
 * Begins the writing tools once content-editor has arranged the blocks: the cursor in the headline of a new story, an
 * empty text ready, undo, block buttons, counts. Without this file the form is Django's own, and works.
 */

import { startUndo } from "writing/act";
import { TEXT, addBlock, allBlocks, blocks, isBlank, isGone, isSaved, isText, settle, storyForm } from "writing/blocks";
import { startCounting } from "writing/counts";
import { startDragging } from "writing/drag";
import { startHandling } from "writing/handling";
import { startHeadlineHint } from "writing/headline";
import { startInserting } from "writing/insert";
import { startRenaming } from "writing/menubar";
import { startTypography } from "writing/typography";

function start() {
  if (!window.ContentEditor.allowChange) return;
  storyForm().classList.add("has-writing-tools");
  startUndo();
  settle();
  startHandling();
  startInserting();
  startRenaming();
  startDragging();
  const cursor = document.activeElement;
  if (!blocks().length) addBlock(TEXT, null);
  cursor?.focus();
  startCounting();
  startTypography();
  startHeadlineHint();
  storyForm().addEventListener("formdata", leaveOutTheEmpty);
}

// Unsaved blocks that were deleted, and empty texts: neither saved nor seen by others who read the form.
function leaveOutTheEmpty(event) {
  const unsaved = allBlocks().filter((row) => !isSaved(row));
  for (const row of unsaved.filter((one) => isGone(one) || (isText(one) && isBlank(one)))) {
    event.formData.set(`${row.id}-DELETE`, "on");
  }
}

// After Django's own script, which goes to the first field.
function goToHeadline() {
  const headline = document.getElementById("id_headline");
  const isNew = document.getElementById("django-admin-form-add-constants")?.dataset.modelName;
  const isTyping = document.activeElement?.matches("input, textarea") && document.activeElement.value;
  if (isNew && headline && !headline.value && !isTyping) headline.focus();
}

if (window.ContentEditor?.currentRegion) start();
else document.addEventListener("content-editor:ready", start, { once: true });

if (document.readyState === "complete") goToHeadline();
else window.addEventListener("load", goToHeadline, { once: true });
