/*
 * Programs write emoji as pictures: each becomes its character again. It stands in a picture's words, in the name of its
 * file as a code point (Slack, Twitter, WordPress, Gmail and Facebook do so), or as a short code.
 */

const EMOJI = /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3])[\p{Emoji}\p{Emoji_Component}\ufe0f\u200d\s]+$/u;
const OF_EMOJI =
  ".emoji, .emojione, .emoticon, .wp-smiley, [class*=Emoji], [goomoji], [data-goomoji], [data-emoji]," +
  " [data-stringify-emoji], [data-stringify-type=emoji], [itemtype*=Emoji], [src*=emoji], [src*=goomoji]";
const WORDS = ["data-emoji", "data-plain-text", "alt", "aria-label", "title", "data-stringify-emoji"];
// “26bd.svg”, “1f1eb-1f1f7@2x.png”, “emoji_u1f600.png”, and Gmail’s folder “26bd/72.png”.
const IN_FILE = /(?:^|[/_u-])((?:[0-9a-f]{4,5})(?:[-_][0-9a-f]{4,5})*)(?:@\dx)?(?:\/\d+)?\.(?:png|svg|gif|webp)\b/i;

// What newsrooms type in Slack, by Slack's names, where neither the words nor the file say it.
const BY_CODE = Object.fromEntries(
  (
    "+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 100 💯 airplane ✈️ alarm_clock ⏰ angry 😠 art 🎨 ballot_box 🗳️ balloon 🎈" +
    " bar_chart 📊 basketball 🏀 beer 🍺 beers 🍻 bell 🔔 bike 🚲 birthday 🎂 blue_heart 💙 blush 😊 boat ⛵ book 📖" +
    " books 📚 boom 💥 bulb 💡 bus 🚌 cake 🍰 calendar 📅 camera 📷 car 🚗 cat 🐱 chart_with_downwards_trend 📉" +
    " chart_with_upwards_trend 📈 check ✔️ clap 👏 clapper 🎬 cloud ☁️ coffee ☕ cold_sweat 😰 construction 🚧 cop 👮" +
    " cricket_bat_and_ball 🏏 cry 😢 dart 🎯 dog 🐶 droplet 💧 earth_africa 🌍 earth_americas 🌎 exclamation ❗ eyes 👀" +
    " face_palm 🤦 fire 🔥 fire_engine 🚒 fish 🐟 football 🏈 fr 🇫🇷 gb 🇬🇧 gift 🎁 green_heart 💚 grey_question ❔" +
    " grin 😁 grinning 😀 handshake 🤝 hammer 🔨 heart ❤️ heart_eyes 😍 heavy_check_mark ✔️ hourglass ⌛ house 🏠" +
    " hugging_face 🤗 information_source ℹ️ joy 😂 kiss 💋 laughing 😆 link 🔗 lock 🔒 loudspeaker 📢 mag 🔍 mega 📣" +
    " memo 📝 microphone 🎤 moneybag 💰 muscle 💪 musical_note 🎵 neutral_face 😐 newspaper 📰 ocean 🌊 ok 🆗" +
    " ok_hand 👌 open_mouth 😮 partying_face 🥳 phone ☎️ point_down 👇 point_left 👈 point_right 👉 point_up ☝️ pray 🙏" +
    " purple_heart 💜 pushpin 📌 question ❓ racehorse 🐎 radio 📻 rage 😡 rainbow 🌈 raised_hands 🙌 red_circle 🔴" +
    " rocket 🚀 rofl 🤣 rotating_light 🚨 rugby_football 🏉 runner 🏃 sailboat ⛵ scream 😱 see_no_evil 🙈 ship 🚢" +
    " shrug 🤷 skull 💀 slightly_smiling_face 🙂 smile 😄 smiley 😃 smirk 😏 snowflake ❄️ sob 😭 soccer ⚽ sparkles ✨" +
    " star ⭐ stuck_out_tongue 😛 sunglasses 😎 sunny ☀️ sweat 😓 sweat_smile 😅 tada 🎉 telephone ☎️ tennis 🎾" +
    " thinking_face 🤔 tractor 🚜 train 🚋 trophy 🏆 tv 📺 umbrella ☔ us 🇺🇸 v ✌️ video_camera 📹 volleyball 🏐 warning ⚠️" +
    " wave 👋 white_check_mark ✅ wind_blowing_face 🌬️ wine_glass 🍷 wink 😉 x ❌ yellow_heart 💛 yum 😋 zap ⚡ zzz 💤"
  )
    .split(" ")
    .flatMap((word, place, all) => (place % 2 ? [[all[place - 1], word]] : [])),
);

/** Return the character of a picture of an emoji, or the sign it was typed as; "" for any other element. */
export function emojiOf(element) {
  const picture = element.localName === "picture" ? element.querySelector("img") : element;
  if (picture?.localName !== "img") return "";
  const words = WORDS.map((name) => picture.getAttribute(name)?.trim()).filter(Boolean);
  const said = words.find((word) => EMOJI.test(word));
  if (said || !picture.matches(OF_EMOJI)) return said ?? "";
  const code = words.find((word) => /^:[\w+-]+:/.test(word));
  return inFile(picture) || BY_CODE[code?.split(":")[1]] || code || words.find((word) => /^\W{2,3}$/.test(word)) || "";
}

function inFile(picture) {
  const hex =
    picture.getAttribute("goomoji") ??
    picture.getAttribute("data-goomoji") ??
    IN_FILE.exec(picture.getAttribute("src") ?? "")?.[1];
  const points = /^[0-9a-f]{2,5}(?:[-_][0-9a-f]{2,5})*$/i.test(hex ?? "") ? hex.split(/[-_]/) : [];
  const found = String.fromCodePoint(...points.map((point) => Number.parseInt(point, 16)));
  return EMOJI.test(found) ? found : "";
}
