namespace Assay.Licenses;

/// <summary>What the index keeps of one text: hashes of runs of words, with the places where they stand.</summary>
/// <param name="Id">The licence that it says.</param>
/// <param name="IsPhrase">A sentence that must be there word by word, not the whole text.</param>
/// <param name="Words">Length of the text in words.</param>
/// <param name="Runs">How many different runs it has.</param>
/// <param name="Sampling">One of two to this power of the runs is kept.</param>
/// <param name="Hashes">Hash of each kept run, by place.</param>
/// <param name="Places">Number of the last word of each kept run.</param>
internal sealed record LicenseTextPrint(string Id, bool IsPhrase, int Words, int Runs, int Sampling, uint[] Hashes, ushort[] Places);
