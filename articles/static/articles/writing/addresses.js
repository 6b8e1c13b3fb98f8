/*
 * What may stand in a link: what somebody typed who meant an address, and the address behind those that other programs
 * put before it. For what is pasted and for the link dialog alike; newsroom/text/hrefs.py (`mended`) reads what comes by other
 * doors, and is the wall behind both: what is taken here is kept there (tests/newsroom/spellings.py).
 */

import { isName } from "writing/hosts";

// Where a program puts its own address before the one that was written: [host, path, name of the parameter].
const WRAPPERS = [
  [/(?:^|\.)safelinks\.protection\.(?:outlook\.com|office365\.us|partner\.outlook\.cn)$/, /^\//, ["url"]],
  [/^statics\.teams\.cdn\.office\.net$/, /\/safelinks\//, ["url"]],
  [/^(?:www\.)?urldefense(?:\.proofpoint)?\.(?:com|us)$/, /^\/v1\/url$/, ["u"]],
  [/^(?:protect2?\.fireeye|clicktime\.symantec)\.com$/, /^\//, ["u"]],
  [/^linkprotect\.cudasvc\.com$/, /^\/url$/, ["a"]],
  [/^(?:www\.)?google(?:\.[a-z]{2,3}){1,2}$/, /^\/url$/, ["q", "url"]],
  [/^(?:[a-z]+\.)?facebook\.com$/, /^\/(?:l\.php|flx\/warn\/?)$/, ["u"]],
  [/^l\.(?:instagram|messenger|threads|wl)\.(?:com|net|co)$/, /^\/(?:l\.php)?$/, ["u"]],
  [/^t\.umblr\.com$/, /^\/redirect$/, ["z"]],
  [/^out\.reddit\.com$/, /^\//, ["url"]],
  [/^steamcommunity\.com$/, /^\/linkfilter\/?$/, ["url", "u"]],
  [/^(?:[a-z]+\.)?linkedin\.com$/, /^\/(?:safety\/go|redir\/(?:redirect|warning|general-malware-page))\/?$/, ["url"]],
  [/^(?:[a-z]+\.)?youtube\.com$/, /^\/redirect$/, ["q"]],
  [/^(?:www\.)?slack-redir\.net$/, /^\/link$/, ["url"]],
  [/^(?:[a-z]+\.)?duckduckgo\.com$/, /^\/l\/?$/, ["uddg"]],
  [/^(?:[a-z]+\.)?vk\.(?:com|ru)$/, /^\/away\.php$/, ["to"]],
  [/^(?:exit|gate)\.sc$/, /^\/$/, ["url"]],
];
// Parameters that say where a link was found, and nothing of what it leads to.
const TRACKING = new RegExp(
  "^(?:utm_\\w+|fbclid|g(?:ad_source|braid|clid|clsrc)|dclid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|srsltid" +
    "|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|__hs\\w+|hsctatracking|oly_(?:anon|enc)_id|vero_id|_openstat" +
    "|at_(?:medium|campaign\\w*|custom\\d+|creation|channel|format|variant|network|link\\w*|ptr\\w*|bbc\\w*)|xtor" +
    "|(?:pk|mtm|piwik|matomo)_(?:campaign|kwd|keyword|source|medium|content|cid|group|placement)" +
    "|ml_subscriber\\w*|rb_clickid|wickedid|s_cid|_g[al]|fb_(?:action_\\w+|source|ref)|sc_cid|ref_src)$",
  "i",
);
const NESTED = 5; // one wrapped in another; more is a trick
const RUNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
// See also _SITE and _MAILBOX in newsroom/text/hrefs.py.
const HOST = "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}])?\\.)+";
const FILE = "(?:[jp]?html?|php\\d?|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|od[tsp]|txt|xml|jpe?g|png|gif|webp|avif|svg|csv|tsv|json|css|js|mp[34])(?:[?#]|$)";
const SITE = new RegExp(`^(?!${HOST}${FILE})${HOST}\\p{L}[\\p{L}\\p{M}]+\\.?(?::\\d{1,5})?(?:[/?#]\\S*)?$`, "iu");
const MAILBOX = new RegExp(`^[\\p{L}\\p{N}.!#$%&'*+=?^\`{|}~_-]+@${HOST}\\p{L}[\\p{L}\\p{M}]+$`, "iu");
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

const isWeb = (address) =>
  /^https?:\/\//i.test(address) && URL.canParse(address) && isName(new URL(address).hostname);

/** Return the address that somebody meant, as it may stand in a link, or null where it can't be one. */
export function meant(typed) {
  const text = bare(typed.replace(UNSEEN, "").trim());
  if (/^(?:\/(?![/\\])|#)\S*$/.test(text)) return text; // of this site
  if (/^mailto:[^\s@]+@[^\s@?]+(?:\?[^@]*)?$/i.test(text)) return spaced(text);
  if (/^tel:/i.test(text)) return numbered(text);
  if (MAILBOX.test(text)) return `mailto:${text}`;
  const address = SITE.test(text) ? `https://${text}` : slashed(text);
  return isWeb(address) ? unwrapped(address) : null;
}

// Without the sentence's own marks: behind a path they may be part of it.
const WRAPPED = /^[<«“"(]\s*(.*?)\s*[>»”")][.,;:!?…]*$/s;
const NO_PATH = /^(?:https?:\/\/[^/?#]*|mailto:[^?]*|tel:.*|[^/?#]*)$/i;

function bare(text) {
  const within = text.replace(WRAPPED, "$1");
  return NO_PATH.test(within) ? within.replace(MARKS, "").trimEnd() : within;
}

// RFC 3966: a number, and an extension of it. What parts its digits is for the eye; “(0)” is dialled only at home.
function numbered(text) {
  const number = text.replace(/^(tel:\+.*?)\(0\)/i, "$1").replace(/[\s().\u2010-\u2015/-]/g, "");
  return /^tel:\+?\d{2,15}(?:;ext=\d{1,10})?$/i.test(number) ? number : null;
}

// One slash, or none, or two beginnings; and spaces, which a browser would write so.
const slashed = (text) =>
  spaced(text.replace(/^(https?):[/\\]*(?=[^/\\])/i, "$1://").replace(/^https?:\/\/(?=https?:\/\/)/i, ""));

const spaced = (text) => text.replace(/\s/g, "%20");

// What no address that stands in a text goes on over; see also _NEVER in newsroom/text/links.py.
const END = "\\s\\ufffc<>\"`«»‹›“”„‟‘—―\\u3001-\\u3003\\u3008-\\u301f\\uff01\\uff08\\uff09\\uff0c\\uff0e\\uff1a\\uff1b\\uff1f\\uff61";
const WRITTEN = new RegExp(`(?<![\\p{L}\\p{N}@/.+-])(?:https?://|www\\.)(?:(?![,;]https?:)[^${END}])+`, "giu");
const PARTNERS = { "(": ")", "[": "]", "{": "}" };
const MARKS = /(?:(?![/\-_%&#@)\]}])[\p{P}~|^])+$/u;

/**
 * Return the addresses that a text has written out, with http(s):// or www., each as { start, end, href }; not every
 * "word.tld", nor the sentence's own marks. See also written_out in newsroom/text/links.py, for readers' texts.
 */
export function addressesIn(text) {
  return Array.from(text.matchAll(WRITTEN), ({ 0: found, index }) => {
    const address = withoutMarks(found);
    return { start: index, end: index + address.length, href: meant(address) };
  }).filter(({ href }) => href);
}

const withoutMarks = (address) => address.slice(0, loneBracket(address)).replace(MARKS, "");

// Where the first bracket without its partner stands, or the end.
function loneBracket(address) {
  const opened = [];
  for (let place = 0; place < address.length; place += 1) {
    const sign = address[place];
    if (sign in PARTNERS) opened.push(place);
    else if (")]}".includes(sign) && PARTNERS[address[opened.at(-1)]] !== sign) return opened[0] ?? place;
    else if (")]}".includes(sign)) opened.pop();
  }
  return opened[0] ?? address.length;
}

/** Return the address that stands in one that a program has put before it, without what tracks its readers. */
export function unwrapped(address) {
  let found = address;
  for (let depth = 0; depth < NESTED; depth += 1) {
    const inner = inside(found);
    if (!isWeb(inner)) break;
    found = inner;
  }
  return untracked(found);
}

function inside(address) {
  const { hostname, pathname, search, searchParams } = new URL(address);
  const isDefended = /^(?:[a-z0-9-]+\.)*urldefense(?:\.proofpoint)?\.(?:com|us)$/.test(hostname);
  if (isDefended && pathname.startsWith("/v3/")) return ofDefenseV3(address);
  if (isDefended && pathname === "/v2/url") return ofDefenseV2(searchParams.get("u") ?? "");
  const amp = ofAmp(hostname, pathname);
  if (amp) return amp + search;
  const wrapper = WRAPPERS.find(([host, path]) => host.test(hostname) && path.test(pathname));
  return wrapper?.[2].map((name) => searchParams.get(name)).find((value) => isWeb(value ?? "")) ?? "";
}

function ofAmp(hostname, pathname) {
  const isAmp = /^(?:www\.)?google(?:\.[a-z]{2,3}){1,2}$|(?:^|\.)cdn\.ampproject\.org$/.test(hostname);
  const [, secure, rest] = /^\/(?:amp|[acvwi])\/(s\/)?([^/]+\.[^/]+(?:\/.*)?)$/.exec(isAmp ? pathname : "") ?? [];
  return rest && `http${secure ? "s" : ""}://${rest}`;
}

// Proofpoint's three ways: its own URLDefenseDecoder is the source.
function ofDefenseV2(written) {
  return decoded(written.replaceAll("-", "%").replaceAll("_", "/"));
}

function ofDefenseV3(address) {
  const [, written, letters] = /\/v3\/__(.+?)__;([\w-]*)/.exec(address) ?? [];
  if (!written) return "";
  const taken = Array.from(ofBase64(letters));
  let next = 0;
  const take = (count) => taken.slice(next, (next += count)).join("");
  const whole = decoded(written).replace(/^(https?:\/)(?=[^/])/i, "$1/");
  // One star stands for one letter, two and a sign for as many as the sign says.
  return whole.replace(/\*(?:\*(.))?/g, (_stars, sign) => take(sign ? RUNS.indexOf(sign) + 2 : 1));
}

function ofBase64(letters) {
  try {
    const bytes = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return "";
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// By hand: URLSearchParams would write what stays anew, and break what another server made.
function untracked(address) {
  const [, before, query, fragment] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(address);
  if (query === undefined) return address;
  const parts = query.split("&");
  const kept = parts.filter((part) => !TRACKING.test(decoded(part.split("=")[0])));
  return kept.length === parts.length ? address : before + (kept.length ? `?${kept.join("&")}` : "") + (fragment ?? "");
}
