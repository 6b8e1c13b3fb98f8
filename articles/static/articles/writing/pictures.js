/*
 * A picture's file dropped or pasted onto the text: it goes to the library, and a block that shows it comes to stand there.
 * What is typed meanwhile stays, and the place moves along with it.
 */

import { act, ask, say } from "writing/act";
import { addBlock, following, isGone, takeAway } from "writing/blocks";
import { label } from "writing/labels";
import { insertWith } from "writing/split";
import { filesOf, label as uploadLabel, send } from "pictures/upload";

const PICTURE = "articles.imageblock";

/** Return the ProseMirror plugin of one editor; `kinds` lists what may be put into its text. */
export function pictureDrops(editor, kinds) {
  const canInsert = () => kinds().some((kind) => kind.model === PICTURE);

  function take(event, transfer, position) {
    const files = filesOf(transfer);
    if (!files.length || !canInsert()) return false;
    event.preventDefault();
    place(editor, files, position);
    return true;
  }

  return {
    props: {
      handleDrop: (view, event) => {
        const spot = view.posAtCoords({ left: event.clientX, top: event.clientY });
        return take(event, event.dataTransfer, spot ? spot.pos : view.state.doc.content.size);
      },
      // Who copies text from a word processor gets a picture of it too: the words are meant.
      handlePaste: (view, event) =>
        !event.clipboardData?.getData("text/plain") && take(event, event.clipboardData, view.state.selection.from),
    },
  };
}

async function place(editor, files, position) {
  let spot = position;
  const follow = ({ transaction }) => (spot = transaction.mapping.map(spot));
  editor.on("transaction", follow);
  let last = null; // the block of the file before
  for (const file of files) {
    const answer = await sent(file);
    if (answer.error) say(label("pictureRefused", { name: file.name, why: answer.error }));
    else last = insert(editor, file, answer, spot, last) ?? last;
  }
  editor.off("transaction", follow);
}

// Until it has arrived the file stays here, for as many times as it takes.
async function sent(file) {
  for (;;) {
    const answer = await send(file, { onProgress: (part) => tell(file, part) });
    if (!answer.lost) return answer;
    await ask(label("pictureRefused", { name: file.name, why: answer.error }), uploadLabel("retry"));
  }
}

// Every percent would be read out to those who listen: quarters do.
let told = "";
function tell(file, part) {
  const percent = Math.floor(part * 4) * 25;
  const sentence = label("pictureSending", { name: file.name, percent });
  if (sentence !== told) say(sentence);
  told = sentence;
}

function insert(editor, file, answer, spot, last) {
  const picture = answer.existing ?? answer;
  const values = { image: { value: String(picture.id), shown: picture.name, thumbnail: picture.thumbnail } };
  const sentence = answer.existing
    ? label("pictureKnown", { picture: picture.name })
    : label("pictureInserted", { name: file.name });
  const row = editor.view.dom.closest(".inline-related");
  if (!last && row.isConnected && !isGone(row)) {
    editor.commands.setTextSelection(spot);
    return insertWith(editor, PICTURE, values, sentence);
  }
  return add(last && following(last), values, sentence);
}

function add(before, values, sentence) {
  let made = null;
  act(sentence, () => {
    made = addBlock(PICTURE, before, values);
    return made && (() => takeAway(made, { vanish: true }));
  });
  return made;
}
