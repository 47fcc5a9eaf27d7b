import { annotationRules, checkAnnotations } from './annotations.ts';
import { caseRules, checkCase } from './case.ts';
import type { Context, TimedCheck } from './context.ts';
import { checkCoverage, coverageRules } from './coverage.ts';
import { checkDenied, deniedRules } from './denied.ts';
import { checkExpressions, expressionRules } from './expressions.ts';
import { checkGoBuild, goBuildRules } from './go-build.ts';
import { checkImage, imageRules } from './image.ts';
import { checkImageConfig, imageConfigRules } from './image-config.ts';
import { checkLayers, layerRules } from './layers.ts';
import { checkMinVersion, minVersionRules } from './min-version.ts';
import { checkPlatforms, platformRules } from './platforms.ts';
import { checkPod, podRules } from './pod.ts';
import { checkRebuilders, rebuilderRules } from './rebuilders.ts';
import type { RulesOf } from './rule.ts';
import { checkSbom, sbomRules } from './sbom.ts';
import { checkScan, scanRules } from './scan.ts';
import { checkSecrets, secretsRules } from './secrets.ts';
import { checkSignatures, signatureRules } from './signatures.ts';
import { checkStatements, statementRules } from './statements.ts';
import { checkTwinBuild, twinBuildRules } from './twin-build.ts';
import { checkUnnamedSignatures, unnamedRules } from './unnamed-signatures.ts';

/** One kind of check: how it is made, and which rules of a policy ask for it. */
export interface CheckKind {
  /** Reads `context.require`; gives nothing when that does not ask for it. */
  readonly make: (context: Context) => TimedCheck | readonly TimedCheck[];
  /** One rule for each id that `make` gives. */
  readonly rules: RulesOf;
}

/** Every kind of check, in the order of a verdict. */
export const CHECKS: readonly CheckKind[] = [
  { make: checkCoverage, rules: coverageRules },
  { make: checkCase, rules: caseRules },
  { make: checkDenied, rules: deniedRules },
  { make: checkImage, rules: imageRules },
  { make: checkLayers, rules: layerRules },
  { make: checkPlatforms, rules: platformRules },
  { make: checkSignatures, rules: signatureRules },
  { make: checkUnnamedSignatures, rules: unnamedRules },
  { make: checkStatements, rules: statementRules },
  { make: checkTwinBuild, rules: twinBuildRules },
  { make: checkRebuilders, rules: rebuilderRules },
  { make: checkImageConfig, rules: imageConfigRules },
  { make: checkAnnotations, rules: annotationRules },
  { make: checkMinVersion, rules: minVersionRules },
  { make: checkGoBuild, rules: goBuildRules },
  { make: checkSbom, rules: sbomRules },
  { make: checkScan, rules: scanRules },
  { make: checkSecrets, rules: secretsRules },
  { make: checkPod, rules: podRules },
  { make: checkExpressions, rules: expressionRules },
];
