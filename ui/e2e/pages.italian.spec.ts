import { everyPage } from './everyPage';
import { test } from './fixtures';

test.describe('Italian, dark, 360 px', () => everyPage({ locale: 'it-IT', colorScheme: 'dark', width: 360 }));
