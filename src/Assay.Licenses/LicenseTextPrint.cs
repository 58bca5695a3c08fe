namespace Assay.Licenses;

/// <summary>What the index keeps of one text: hashes of runs of words, with the places where they stand.</summary>
/// <param name="Id">The licence that it says.</param>
/// <param name="IsPhrase">A sentence that must be there word by word, not the whole text.</param>
/// <param name="Words">Length of the text in words.</param>
/// <param name="Sampling">One of two to this power of the runs is kept.</param>
/// <param name="Prints">Hash and place of each kept run, by place.</param>
internal sealed record LicenseTextPrint(string Id, bool IsPhrase, int Words, int Sampling, IReadOnlyList<(uint Hash, int Word)> Prints);
