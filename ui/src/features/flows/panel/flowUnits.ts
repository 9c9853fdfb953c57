/** Weeks are left out: the server reads durations of days and time only. */
export const flowUnits = ['minutes', 'hours', 'days'] as const;
