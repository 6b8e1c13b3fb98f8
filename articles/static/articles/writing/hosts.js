/* Which names of hosts a link may lead to: what the wall behind refuses is refused while somebody types it. */

// Chromium takes "exam ple.org" for a host, and writes it as "exam%20ple.org"; the save doesn't.
const NAME = /^(?:\[[\da-f:.]+\]|(?!-)[\w-]+(?:\.[\w-]+)*\.?)$/i;
const SCHEMES = ["http", "https"]; // what a second paste leaves: https://https://…

/** Return whether a host can have this name, which is as URL.hostname writes it. */
export const isName = (host) => NAME.test(host) && !SCHEMES.includes(host) && isInternational(host);

// Browsers take any label of xn--; the save asks that it stands for letters, which are written so and not otherwise.
function isInternational(host) {
  if (!/(?:^|\.)xn--/.test(host)) return true;
  const letters = host.split(".").map((label) => (label.startsWith("xn--") ? lettersOf(label.slice(4)) : label));
  const address = `https://${letters.join(".")}`;
  return !letters.includes(null) && URL.canParse(address) && new URL(address).hostname === host;
}

// Punycode (RFC 3492, §5 and §6.2).
const [BASE, LEAST, MOST, SKEW, DAMP, FIRST_BIAS, FIRST] = [36, 1, 26, 38, 700, 72, 128];

/** Return the letters that are written so in Punycode, or null where it is none. */
function lettersOf(written) {
  const end = Math.max(written.lastIndexOf("-"), 0);
  const letters = Array.from(written.slice(0, end));
  const digits = Array.from(written.slice(end ? end + 1 : 0), digitOf);
  let [code, place, bias] = [FIRST, 0, FIRST_BIAS];
  while (digits.length) {
    const step = numberFrom(digits, bias);
    const count = letters.length + 1;
    bias = adapted(step, count, letters.length === end);
    code += Math.floor((place + step) / count);
    place = (place + step) % count;
    if (!(code <= 0x10ffff)) return null; // too great, or no number
    letters.splice(place, 0, String.fromCodePoint(code));
    place += 1;
  }
  return letters.join("");
}

const digitOf = (sign) => (/[a-z]/.test(sign) ? sign.charCodeAt(0) - 97 : /\d/.test(sign) ? Number(sign) + 26 : NaN);

// Takes the digits of one number off the list; NaN where they don't end.
function numberFrom(digits, bias) {
  let [number, weight] = [0, 1];
  for (let bound = BASE; ; bound += BASE) {
    const digit = digits.shift() ?? NaN;
    const threshold = Math.min(Math.max(bound - bias, LEAST), MOST);
    number += digit * weight;
    if (!(digit >= threshold)) return number;
    weight *= BASE - threshold;
  }
}

function adapted(step, count, isFirst) {
  let delta = Math.floor(step / (isFirst ? DAMP : 2));
  delta += Math.floor(delta / count);
  let bias = 0;
  for (; delta > ((BASE - LEAST) * MOST) / 2; bias += BASE) delta = Math.floor(delta / (BASE - LEAST));
  return bias + Math.floor(((BASE - LEAST + 1) * delta) / (delta + SKEW));
}
