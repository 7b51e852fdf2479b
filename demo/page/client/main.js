import { followBackstage } from './backstage.js';
import { followComposer } from './composer.js';
import { followControls } from './controls.js';
import { followLive } from './live.js';
import { followMenus } from './menus.js';
import { followModal } from './modal.js';
import { followPlaces } from './places.js';
import { followThreads } from './threads.js';

followPlaces();
followThreads();
followComposer();
followMenus();
followControls();
followModal();
followBackstage();
followLive();
