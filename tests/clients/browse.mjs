// Prints what a page writes into #output, or fails with the page's error.
// node browse.mjs CHROMIUM URL
import { chromium } from "playwright-core";

const [executablePath, url] = process.argv.slice(2);
const quiet = ["background-networking", "component-update", "gpu", "quic", "sync"];
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--no-first-run", ...quiet.map((name) => `--disable-${name}`)],
});
const page = await browser.newPage();
const failed = new Promise((_, reject) => page.once("pageerror", reject));
const written = page
  .goto(url)
  .then(() => page.waitForFunction(() => document.querySelector("#output").textContent));
try {
  await Promise.race([written, failed]);
  console.log(await page.textContent("#output"));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}
