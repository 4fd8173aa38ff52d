import { testTheMainJob } from './main-job.ts';
import { openThePage } from './the-page.ts';

testTheMainJob(() => openThePage());
