import { Client } from 'pg';

const NAME = 'ruascope holder';

/** A connection that says: this process needs the server. It ends with the process, however that ends. */
export type Holder = { client: Client; lost: Promise<void> };

/** Opens the one holding connection of this process; `lost` settles when it ends. */
export async function hold(url: string): Promise<Holder> {
  const client = new Client({ connectionString: url, application_name: NAME });
  const lost = new Promise<void>((settle) => client.once('end', settle));
  client.on('error', () => undefined); // `lost` tells.
  await client.connect();
  return { client, lost };
}

/** Gives the connection up; true where nobody else holds one, and the server may stop. */
export async function letGo({ client }: Holder): Promise<boolean> {
  try {
    const { rowCount } = await client.query(
      'SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
      [NAME],
    );
    return rowCount === 0;
  } catch {
    return true; // The connection was cut, and with it every other.
  } finally {
    await client.end();
  }
}
