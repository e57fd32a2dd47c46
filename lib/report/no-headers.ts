/**
 * What a file that is no mail has in place of a mail's headers. It stands alone: whoever answers for the
 * reader thread needs this and none of the reader.
 */
export const NO_HEADERS = { subject: null, from: null, messageId: null, date: null };
