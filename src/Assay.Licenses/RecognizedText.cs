using System.Runtime.InteropServices;

namespace Assay.Licenses;

/// <summary>A licence whose text was found.</summary>
/// <param name="Id">Its id; of licences of equal text the one that stands for them.</param>
/// <param name="IsPhrase">Found by a sentence, not by the whole text.</param>
/// <param name="Similarity">Of a hundred, how much of the text is there.</param>
/// <param name="Offset">Byte offset of its beginning.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecognizedText(string Id, bool IsPhrase, int Similarity, int Offset);
