import { longPasswords } from './long-passwords.ts';

/**
 * Whether attackers try a password first: it stands in their lists, or begins as one that does and goes on
 * with a year, a number or a sign. No look-up service is asked: passwords stay in this process.
 */
export async function isCommonPassword(password: string): Promise<boolean> {
  listed ??= readList();
  const known = await listed;
  const plain = password.toLowerCase();
  return known.has(plain) || known.has(plain.replace(/[\d\W_]{1,5}$/, ''));
}

let listed: Promise<ReadonlySet<string>> | undefined;

/** Some megabytes, which only whoever sets a password needs. */
async function readList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const long = await longPasswords();
  return new Set([...dictionary['passwords-common'], ...long, ...ALSO.split(/\s+/)]);
}

/** Passwords that neither list has, among them those of our trade. */
const ALSO = `
  0123456789 01234567890 0987654321 09876543210 1029384756 1122334455 11223344556 1212121212
  1231231231 123123123123 123321123321 1234512345 123456123456 1234567890 12345678900 12345678901
  12345678910 123456789012 1234567890123 123456789a 123456789abc 123456789q 1234567890a 1234567890q
  123456abcdef 1234qwerasdf 1234qwer1234 123qwe123qwe 147258369 1472583690 1472583690 1a2b3c4d5e
  1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qaz1qaz1qaz 1qazxsw23edc 9876543210 a123456789 a1b2c3d4e5
  aa123456789 abc123456789 abcd123456 abcd1234567 abcdefghij abcdefghijk administrator admin12345
  admin123456 adminadmin adminadmin123 alexander1 asdfasdfasdf asdfghjkl1 asdfghjkl123 asdfghjkl;
  basketball barcelona1 butterfly1 changeit123 changeme123 changeme1234 charlie123 chocolate1
  computer123 correcthorsebatterystaple dmarcdmarc dragon12345 football123 football12 fuckyou123
  helloworld helloworld1 helpdesk123 iloveyou12 iloveyou123 iloveyou1234 internet123 jennifer12
  letmein123 letmein1234 letmeinnow liverpool1 loveyou123 manchester michael123 michelle123
  monkey12345 mypassword mypassword1 mypassword123 newpassword newpassword1 p@ssw0rd123 p@ssword123
  pa55word123 pass123456 pass1234567 passpass123 passw0rd12 passw0rd123 passw0rd1234 password00
  password01 password10 password11 password12 password123 password123! password1234 password12345
  password123456 password2024 password2025 password2026 password99 passwordpassword postmaster
  postmaster1 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsx1234 qazwsxedc1 qazwsxedcrfv
  qqwweerrtt qwer1234qwer qwerasdfzxcv qwerty1234 qwerty12345 qwerty123456 qwerty1234567
  qwertyqwerty qwertyuiop qwertyuiop1 qwertyuiop123 qwertyuiop[] rootrootroot ruascope123
  samsung123 secret1234 secretsecret security123 spiderman1 starwars123 summer2024! summer2025!
  sunshine12 sunshine123 superman123 supersecret supervisor target123456 test123456 test1234567
  testtest123 testtesttest thisisapassword trustno1234 unknown123 user123456 victoria12 welcome123
  welcome123! welcome1234 welcome12345 welcome2024 welcome2025 welcome2026 whatever12 whatever123
  winter2024! winter2025! yourpassword zaq12wsxcde3 zaq1zaq1zaq1 zaq1xsw2cde3 zxcvbnm123 zxcvbnm1234
  `;
