/** What stands in an address where a chart puts the days that were pointed at. */
export const DAYS = '__DAYS__';
export const FROM = '__FROM__';
export const TO = '__TO__';
