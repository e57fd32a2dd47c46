/** The form that ticked rows belong to; a row names it, wherever the form stands. */
export const TICKED_FORM = 'answer-for-ticked';
