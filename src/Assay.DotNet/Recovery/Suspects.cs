using System.Runtime.InteropServices;
using Assay.DotNet.IL;

namespace Assay.DotNet.Recovery;

/// <summary>Methods that may compute constants, found while all are walked.</summary>
internal sealed class Suspects(int methods)
{
    private readonly CodeShape[] _shapes = new CodeShape[methods + 1];
    private readonly List<Suspect> _candidates = [];

    /// <summary>Notes what a walk noticed.</summary>
    /// <param name="row">The method.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="decoders">Methods of the assembly that it calls with constants for a text; negative those that take nothing.</param>
    /// <param name="firstFact">Where its facts begin.</param>
    /// <param name="count">How many they are.</param>
    public void Add(int row, CodeShape shape, IReadOnlyList<int> decoders, int firstFact, int count)
    {
        _shapes[row] = shape;
        var computes = (shape & CodeShape.Certain) != 0 || ((shape & (CodeShape.Decodes | CodeShape.ExclusiveOr)) != 0 && (shape & CodeShape.Data) != 0);
        if (computes)
        {
            _candidates.Add(new Suspect(row, 0, firstFact, count));
            return;
        }

        foreach (var decoder in decoders)
        {
            _candidates.Add(new Suspect(row, decoder, firstFact, count));
        }
    }

    /// <summary>The methods to interpret, each once, in the order of their facts.</summary>
    public IEnumerable<Suspect> Chosen()
    {
        var last = 0;
        foreach (var candidate in _candidates)
        {
            if (candidate.Row != last && (candidate.Decoder == 0 || IsDecoder(candidate.Decoder)))
            {
                last = candidate.Row;
                yield return candidate;
            }
        }
    }

    // Code that turns something into a text step by step, or has a framework member do it.
    private bool IsDecoder(int row)
    {
        var takesNothing = row < 0;
        row = Math.Abs(row);
        return row < _shapes.Length && (takesNothing
            ? (_shapes[row] & CodeShape.Decodes) != 0 && (_shapes[row] & (CodeShape.Certain | CodeShape.Data)) != 0
            : (_shapes[row] & (CodeShape.Decodes | CodeShape.ExclusiveOr)) != 0);
    }
}

/// <summary>A method that may compute constants.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Decoder">The method it calls for a text, when that decides; else 0.</param>
/// <param name="FirstFact">Where its facts begin.</param>
/// <param name="Count">How many they are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Suspect(int Row, int Decoder, int FirstFact, int Count);
