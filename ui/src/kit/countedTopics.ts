/** Figures with a definition, in the order of the help page. Each has `counted.X` and `common.figure.X`. */
export const countedTopics = [
  'visitors',
  'sessions',
  'pageViews',
  'bounceRate',
  'engagedRate',
  'sessionTime',
  'conversionRate',
  'revenue',
  'channels',
  'pages',
  'funnel',
  'paths',
  'retention',
  'stages',
  'segments',
  'messages',
] as const;
