/** Whose data says where an address stands; the licence of the networks asks for a link. */
export function DataCredit() {
  return (
    <p className="px-[18px] pb-3.5 text-small text-ink-3">
      Networks:{' '}
      <a className="underline" href="https://db-ip.com" rel="noreferrer">
        IP to ASN Lite by DB-IP
      </a>{' '}
      with data of{' '}
      <a className="underline" href="https://www.routeviews.org" rel="noreferrer">
        Route Views
      </a>{' '}
      and the{' '}
      <a className="underline" href="https://www.nro.net" rel="noreferrer">
        NRO
      </a>
      , CC BY 4.0. Countries: ip-location-db, CC0.
    </p>
  );
}
