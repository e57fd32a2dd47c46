import { expect, test } from 'vitest';
import { readDevice } from '#lib/format/device';

const MOZILLA = 'Mozilla/5.0';

test.each([
  [
    `${MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`,
    { browser: 'Firefox', system: 'Linux' },
  ],
  [
    `${MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    { browser: 'Edge', system: 'Windows' },
  ],
  [
    `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15`,
    { browser: 'Safari', system: 'macOS' },
  ],
  [
    `${MOZILLA} (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1`,
    { browser: 'Chrome', system: 'iOS' },
  ],
  [
    `${MOZILLA} (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36`,
    { browser: 'Chrome', system: 'Android' },
  ],
  ['curl/8.17.0', { browser: 'curl', system: null }],
  ['<script>alert(1)</script>', { browser: null, system: null }],
  [null, { browser: null, system: null }],
])('reads %s', (userAgent, device) => {
  expect(readDevice(userAgent)).toEqual(device);
});
