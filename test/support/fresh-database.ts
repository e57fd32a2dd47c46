import { afterAll } from 'vitest';
import { createDatabase } from '#test/support/database';

// Runs before each file of the postgres suite, and before its imports read the environment: every
// file finds a migrated, empty database of its own at DATABASE_URL.
const database = await createDatabase();
process.env['DATABASE_URL'] = database.url;
process.env['LOG_LEVEL'] ??= 'silent';
process.env['SECRET_KEY'] ??= 'a key that only tests may ever use';

afterAll(() => database.drop());
