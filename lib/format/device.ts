/** What a browser calls itself and runs on; null where it does not say in a way that is known. */
export type Device = { browser: string | null; system: string | null };

/** A User-Agent header in words. It is the client's own claim, good enough to know one's own by. */
export function readDevice(userAgent: string | null): Device {
  const text = userAgent ?? '';
  return { browser: firstOf(BROWSERS, text), system: firstOf(SYSTEMS, text) };
}

type Mark = readonly [mark: RegExp, name: string];

function firstOf(marks: readonly Mark[], text: string) {
  return marks.find(([mark]) => mark.test(text))?.[1] ?? null;
}

// In this order: nearly all call themselves Safari, and most of them Chrome.
const BROWSERS: readonly Mark[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrom(?:e|ium)\/|\bHeadlessChrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

// Android says Linux too, and an iPhone that it is like Mac OS X.
const SYSTEMS: readonly Mark[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPad\b/, 'iPadOS'],
  [/\biPhone\b/, 'iOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b|\bMac OS X\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];
