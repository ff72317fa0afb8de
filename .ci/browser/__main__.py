"""Opens the pictures of `dataverse-schema diagram` in a headless Chromium, and uses the page as a reader does.

    python3 .ci/browser CHROMIUM HTML SVG NASTY-HTML PAGE...

The HTML is the one of the pages, with the tables `contoso_parcel` and `contoso_depot`. The exit status is the number of faults.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

DRIVER = Path(__file__).parent / "driver.js"
NASTY = "</script><script>document.title = 1</script>"
ENTITY = re.compile(r"^\|(?:ReferencedEntity|ReferencingEntity)\|`?(\w+)`?\|", re.MULTILINE)
MANY_TO_MANY = re.compile(r"^See \[(\w+) .*?Many-to-Many", re.MULTILINE)


def opened(chromium, url, scheme=1):
    """Returns the document that a browser has after it has run the scripts. The scheme is 0 for dark, 1 for light."""
    with tempfile.TemporaryDirectory() as profile:
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command += [f"--user-data-dir={profile}", f"--blink-settings=preferredColorScheme={scheme}"]
        command += ["--virtual-time-budget=3000", "--dump-dom", url]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60).stdout.decode()


def driven(chromium, page, table, scheme):
    """Returns what the driver sees in a page that is opened at a table."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "page.html")
        copy.write_text(page + f"<script>{DRIVER.read_text(encoding='utf-8')}</script>", encoding="utf-8")
        document = opened(chromium, f"{copy.as_uri()}#{table}", scheme)
    seen = re.search(r'<pre id="seen">(.*?)</pre>', document, re.DOTALL)
    return json.loads(html.unescape(seen[1])) if seen else {}


def around(pages, table):
    """Returns the tables that a page names in its relationships."""
    (page,) = (page for page in pages if f"`{table}` |" in page)
    return set(ENTITY.findall(page)) - {table}


def faults(chromium, page, svg, nasty, pages):
    light, dark = (driven(chromium, page, "contoso_parcel", scheme) for scheme in (1, 0))
    if not light or not dark:
        yield "the script of the page failed"
        return
    depots = ["contoso_depot"]
    rows = next(page for page in pages if "`contoso_depot` |" in page).count("|LogicalName|")
    carriers_of_depots = {"contoso_carrier"}
    for what, found, expected in [
        ("table of the address", light["opened"]["table"], "contoso_parcel"),
        ("neighbors", around(pages, "contoso_parcel") - set(light["opened"]["neighbors"]), set()),
        ("focus after `/`", light["slash"]["focus"], "search"),
        ("tables with unknown names", light["unknown"]["listed"], []),
        ("tables that are found", light["found"]["listed"], depots),
        ("table that the arrow leads to", light["arrow"]["focus"], "contoso_depot"),
        ("table after Enter", light["entered"]["table"], "contoso_depot"),
        ("focus after Enter", light["entered"]["focus"], "contoso_depot"),
        ("neighbors after Enter", set(light["entered"]["neighbors"]), around(pages, "contoso_depot") | carriers_of_depots),
        ("columns", light["rows"], rows),
        ("light background", light["opened"]["back"], "rgb(255, 255, 255)"),
        ("dark background", dark["opened"]["back"], "rgb(13, 17, 23)"),
    ]:
        if found != expected:
            yield f"{what}: found {found}, expected {expected}"
    seen = driven(chromium, nasty, "contoso_carrier", 1)
    if not seen or seen["opened"]["about"] != f"Carrier: {NASTY}":
        yield f"text of a page isn't shown as it is: {seen and seen['opened']['about']}"
    document = opened(chromium, Path(svg).resolve().as_uri())
    if "parsererror" in document or document.count('class="table') < 5:
        yield "the SVG isn't shown"


def main(chromium, page, svg, nasty, *pages):
    page, nasty, *pages = (Path(file).read_text(encoding="utf-8") for file in (page, nasty, *pages))
    found = list(faults(chromium, page, svg, nasty, pages))
    print(*found, f"{len(found)} faults in a browser", sep="\n")
    sys.exit(len(found))


main(*sys.argv[1:])
