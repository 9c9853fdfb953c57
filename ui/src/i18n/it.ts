import { bundle } from './bundle';

export default bundle(import.meta.glob('./it/*.json', { eager: true, import: 'default' }));
