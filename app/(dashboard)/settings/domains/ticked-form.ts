/** The form that ticked domains belong to; a row names it, wherever the form stands. */
export const TICKED_FORM = 'change-ticked-domains';
