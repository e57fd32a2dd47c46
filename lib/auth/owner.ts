import { countUsers } from '#lib/queries/user-list';
import { addOwner } from '#lib/store/user';
import { type NewAccount, parseAccount } from './account.ts';

/**
 * Whether somebody owns this installation. While nobody does, /welcome lets the first visitor become
 * the owner; any account closes that door for good.
 */
export async function ownerExists(): Promise<boolean> {
  return (await countUsers()) > 0;
}

/**
 * Makes the owner's account. Of two at once one wins, the other gets `request/conflict`; a bad
 * address or password is `request/invalid` with the sentence for its field.
 */
export async function createOwner(account: NewAccount): Promise<void> {
  await addOwner(await parseAccount(account));
}
