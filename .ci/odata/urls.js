// Reads lines of JSON with a `url` each, and writes what the parser odata-v4-parser finds in it: a line of JSON for each.

const { odataUri } = require("odata-v4-parser");
const readline = require("readline");

// What the parser itself can't take is put into another form, or left out, by these rules and no others.
// The parser has no option names with hyphens.
const FILE_NAME = /^x-ms-file-name=(?:[\w.~-]|%[0-9A-F]{2})+$/;
const LAMBDA_IN_LAMBDA = /\bo\d+\/\w+\/(any|all)\(/;
const REFERENCE = /\/\$ref(?=[,;)&]|$)/g;
const TEXT_BEFORE_SEMICOLON = /\$filter=([^;]*')(?=;)/g;
// Groups and totals are taken apart here, as neither parser knows them; the filter in front of them is read by both.
const APPLY = /^\$apply=(?:filter\((.*)\)\/)?(?:groupby\(\(([^()]*)\)(?:,aggregate\(([^()]*)\))?\)|aggregate\(([^()]*)\))$/;

function apply(keys, totals) {
  const list = (text) => (text === undefined ? [] : decodeURIComponent(text).split(","));
  return { keys: list(keys), totals: list(totals) };
}

function order(option) {
  const path = (item) => item.value.expr.raw;
  return option.value.items.map((item) => [path(item), item.value.direction < 0 ? "desc" : "asc"]);
}

function expansion(item) {
  const name = item.value.path.raw;
  const found = { navigation: name.replace(/__ref$/, "") };
  if (name !== found.navigation) found.ref = true;
  return Object.assign(found, options(item.value.options || []));
}

function options(list) {
  const found = {};
  for (const option of list) {
    const name = option.type;
    if (name === "Select") found.select = option.value.items.map((item) => item.raw);
    else if (name === "Filter") found.filter = option.raw.replace(/^\$filter=/, "");
    else if (name === "OrderBy") found.order_by = order(option);
    else if (name === "Top") found.top = Number(option.value.raw);
    else if (name === "InlineCount") found.count = option.value.raw === "true";
    else if (name === "Expand") found.expand = option.value.items.map(expansion);
    else if (name === "AliasAndValue") {
      found.aliases = found.aliases || {};
      found.aliases["@" + option.value.alias.value.name] = option.value.value.raw;
    } else if (name === "CustomQueryOption" && option.raw === "size=full") {
      // Of an image: the full one.
      found.custom = option.raw;
    } else throw new Error("an option that isn't known: " + name);
  }
  return found;
}

function read(url) {
  const reasons = [];
  const [resource, query] = url.split(/\?(.*)/s);
  const path = resource.replace(/\/\$value$/, "");
  if (path !== resource) reasons.push("/$value, left out");
  let filter;
  let applied;
  const given = (query === undefined ? [] : query.split("&")).flatMap((part) => {
    if (!part.startsWith("$apply=")) return [part];
    const match = APPLY.exec(part);
    if (match === null) throw new Error("no groups and totals: " + part);
    applied = apply(match[2], match[3] === undefined ? match[4] : match[3]);
    reasons.push("$apply, whose filter is taken for $filter");
    return match[1] === undefined ? [] : ["$filter=" + match[1]];
  });
  const parts = given.filter((part) => {
    if (FILE_NAME.test(part)) {
      reasons.push("a file name, left out");
      return false;
    }
    if (!part.startsWith("$filter=") || !LAMBDA_IN_LAMBDA.test(part)) return true;
    filter = part.slice("$filter=".length);
    reasons.push("a lambda in a lambda, left out");
    return false;
  });
  const left = parts.map((part) => {
    if (!part.startsWith("$expand=")) return part;
    const named = part.replace(REFERENCE, "__ref");
    if (named !== part) reasons.push("$ref in $expand, taken as a name");
    const enclosed = named.replace(TEXT_BEFORE_SEMICOLON, "$$filter=($1)");
    if (enclosed !== named) reasons.push("a text before ;, in parentheses");
    return enclosed;
  });
  const text = left.length > 0 ? path + "?" + left.join("&") : path;
  const parsed = odataUri(text);
  const found = options(parsed.value.query ? parsed.value.query.value.options : []);
  if (filter !== undefined) found.filter = filter;
  if (applied !== undefined) found.apply = applied;
  return { found, reasons };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  let answer;
  try {
    answer = read(JSON.parse(line).url);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
