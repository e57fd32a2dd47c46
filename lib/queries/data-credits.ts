/** Data of others that come with the product, and what their licences want to be told. */
export const DATA_CREDITS = {
  networks:
    'Networks: IP to ASN Lite by DB-IP (https://db-ip.com), with data of Route Views and the NRO, CC BY 4.0',
  countries: 'Countries: geo-whois-asn-country by ip-location-db, CC0',
  suffixes: 'Public Suffix List by Mozilla (https://publicsuffix.org), in tldts, MPL 2.0',
  passwords: 'Commonest passwords: SecLists by Daniel Miessler and Jason Haddix, CC BY-SA 3.0',
  font: 'Typeface: Geist by Vercel, SIL Open Font License 1.1',
} as const;
