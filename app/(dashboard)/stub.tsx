export async function domainNames(_: unknown) {
  return ['tidewater.example', 'oldtidewater.example', 'tidewater-news.example'];
}
export async function completeThrough(..._: unknown[]): Promise<string | null> {
  return new Date(Date.now() - 3 * 864e5).toISOString().slice(0, 10);
}
export type PolicyChange = {
  day: string;
  domain: string;
  before: string | null;
  after: string | null;
};
export async function policyChanges(..._: unknown[]): Promise<PolicyChange[]> {
  return [
    { day: '2026-10-08', domain: 'tidewater.example', before: 'quarantine', after: 'reject' },
  ];
}
export async function quarantineCount(_: unknown) {
  return 3;
}
