// One static import a text: the list has 728, most of which no Go module has, and reading all would cost start-up time.
import t0BSD from 'spdx-license-list/licenses/0BSD.json' with { type: 'json' };
import tAGPL_3_0_only from 'spdx-license-list/licenses/AGPL-3.0-only.json' with { type: 'json' };
import tApache_2_0 from 'spdx-license-list/licenses/Apache-2.0.json' with { type: 'json' };
import tArtistic_2_0 from 'spdx-license-list/licenses/Artistic-2.0.json' with { type: 'json' };
import tBlueOak_1_0_0 from 'spdx-license-list/licenses/BlueOak-1.0.0.json' with { type: 'json' };
import tBSD_1_Clause from 'spdx-license-list/licenses/BSD-1-Clause.json' with { type: 'json' };
import tBSD_2_Clause from 'spdx-license-list/licenses/BSD-2-Clause.json' with { type: 'json' };
import tBSD_2_Clause_Patent from 'spdx-license-list/licenses/BSD-2-Clause-Patent.json' with { type: 'json' };
import tBSD_2_Clause_Views from 'spdx-license-list/licenses/BSD-2-Clause-Views.json' with { type: 'json' };
import tBSD_3_Clause from 'spdx-license-list/licenses/BSD-3-Clause.json' with { type: 'json' };
import tBSD_3_Clause_Clear from 'spdx-license-list/licenses/BSD-3-Clause-Clear.json' with { type: 'json' };
import tBSD_4_Clause from 'spdx-license-list/licenses/BSD-4-Clause.json' with { type: 'json' };
import tBSL_1_0 from 'spdx-license-list/licenses/BSL-1.0.json' with { type: 'json' };
import tBUSL_1_1 from 'spdx-license-list/licenses/BUSL-1.1.json' with { type: 'json' };
import tCC_BY_4_0 from 'spdx-license-list/licenses/CC-BY-4.0.json' with { type: 'json' };
import tCC_BY_SA_4_0 from 'spdx-license-list/licenses/CC-BY-SA-4.0.json' with { type: 'json' };
import tCC0_1_0 from 'spdx-license-list/licenses/CC0-1.0.json' with { type: 'json' };
import tCDDL_1_0 from 'spdx-license-list/licenses/CDDL-1.0.json' with { type: 'json' };
import tcurl from 'spdx-license-list/licenses/curl.json' with { type: 'json' };
import tEPL_1_0 from 'spdx-license-list/licenses/EPL-1.0.json' with { type: 'json' };
import tEPL_2_0 from 'spdx-license-list/licenses/EPL-2.0.json' with { type: 'json' };
import tEUPL_1_2 from 'spdx-license-list/licenses/EUPL-1.2.json' with { type: 'json' };
import tGPL_2_0_only from 'spdx-license-list/licenses/GPL-2.0-only.json' with { type: 'json' };
import tGPL_3_0_only from 'spdx-license-list/licenses/GPL-3.0-only.json' with { type: 'json' };
import tHPND from 'spdx-license-list/licenses/HPND.json' with { type: 'json' };
import tICU from 'spdx-license-list/licenses/ICU.json' with { type: 'json' };
import tISC from 'spdx-license-list/licenses/ISC.json' with { type: 'json' };
import tJSON from 'spdx-license-list/licenses/JSON.json' with { type: 'json' };
import tLGPL_2_1_only from 'spdx-license-list/licenses/LGPL-2.1-only.json' with { type: 'json' };
import tLGPL_3_0_only from 'spdx-license-list/licenses/LGPL-3.0-only.json' with { type: 'json' };
import tMIT from 'spdx-license-list/licenses/MIT.json' with { type: 'json' };
import tMIT_0 from 'spdx-license-list/licenses/MIT-0.json' with { type: 'json' };
import tMPL_1_1 from 'spdx-license-list/licenses/MPL-1.1.json' with { type: 'json' };
import tMPL_2_0 from 'spdx-license-list/licenses/MPL-2.0.json' with { type: 'json' };
import tMulanPSL_2_0 from 'spdx-license-list/licenses/MulanPSL-2.0.json' with { type: 'json' };
import tNCSA from 'spdx-license-list/licenses/NCSA.json' with { type: 'json' };
import tOFL_1_1 from 'spdx-license-list/licenses/OFL-1.1.json' with { type: 'json' };
import tPSF_2_0 from 'spdx-license-list/licenses/PSF-2.0.json' with { type: 'json' };
import tUnicode_3_0 from 'spdx-license-list/licenses/Unicode-3.0.json' with { type: 'json' };
import tUnicode_DFS_2016 from 'spdx-license-list/licenses/Unicode-DFS-2016.json' with { type: 'json' };
import tUnlicense from 'spdx-license-list/licenses/Unlicense.json' with { type: 'json' };
import tUPL_1_0 from 'spdx-license-list/licenses/UPL-1.0.json' with { type: 'json' };
import tWTFPL from 'spdx-license-list/licenses/WTFPL.json' with { type: 'json' };
import tX11 from 'spdx-license-list/licenses/X11.json' with { type: 'json' };
import tZlib from 'spdx-license-list/licenses/Zlib.json' with { type: 'json' };

/** The version of the SPDX License List that the texts are of; spdx-license-list 6.12.0 says so in its readme. */
export const LICENSE_LIST_VERSION = '3.28';

/** Full texts by identifier, of the licences that Go modules have. */
export const LICENSE_TEXTS: Readonly<Record<string, string>> = {
  '0BSD': t0BSD.licenseText,
  'AGPL-3.0-only': tAGPL_3_0_only.licenseText,
  'Apache-2.0': tApache_2_0.licenseText,
  'Artistic-2.0': tArtistic_2_0.licenseText,
  'BlueOak-1.0.0': tBlueOak_1_0_0.licenseText,
  'BSD-1-Clause': tBSD_1_Clause.licenseText,
  'BSD-2-Clause': tBSD_2_Clause.licenseText,
  'BSD-2-Clause-Patent': tBSD_2_Clause_Patent.licenseText,
  'BSD-2-Clause-Views': tBSD_2_Clause_Views.licenseText,
  'BSD-3-Clause': tBSD_3_Clause.licenseText,
  'BSD-3-Clause-Clear': tBSD_3_Clause_Clear.licenseText,
  'BSD-4-Clause': tBSD_4_Clause.licenseText,
  'BSL-1.0': tBSL_1_0.licenseText,
  'BUSL-1.1': tBUSL_1_1.licenseText,
  'CC-BY-4.0': tCC_BY_4_0.licenseText,
  'CC-BY-SA-4.0': tCC_BY_SA_4_0.licenseText,
  'CC0-1.0': tCC0_1_0.licenseText,
  'CDDL-1.0': tCDDL_1_0.licenseText,
  curl: tcurl.licenseText,
  'EPL-1.0': tEPL_1_0.licenseText,
  'EPL-2.0': tEPL_2_0.licenseText,
  'EUPL-1.2': tEUPL_1_2.licenseText,
  'GPL-2.0-only': tGPL_2_0_only.licenseText,
  'GPL-3.0-only': tGPL_3_0_only.licenseText,
  HPND: tHPND.licenseText,
  ICU: tICU.licenseText,
  ISC: tISC.licenseText,
  JSON: tJSON.licenseText,
  'LGPL-2.1-only': tLGPL_2_1_only.licenseText,
  'LGPL-3.0-only': tLGPL_3_0_only.licenseText,
  MIT: tMIT.licenseText,
  'MIT-0': tMIT_0.licenseText,
  'MPL-1.1': tMPL_1_1.licenseText,
  'MPL-2.0': tMPL_2_0.licenseText,
  'MulanPSL-2.0': tMulanPSL_2_0.licenseText,
  NCSA: tNCSA.licenseText,
  'OFL-1.1': tOFL_1_1.licenseText,
  'PSF-2.0': tPSF_2_0.licenseText,
  'Unicode-3.0': tUnicode_3_0.licenseText,
  'Unicode-DFS-2016': tUnicode_DFS_2016.licenseText,
  Unlicense: tUnlicense.licenseText,
  'UPL-1.0': tUPL_1_0.licenseText,
  WTFPL: tWTFPL.licenseText,
  X11: tX11.licenseText,
  Zlib: tZlib.licenseText,
};
