using System.Runtime.InteropServices;

namespace Assay.DotNet.Recovery;

/// <summary>The constants that instructions of one method push, by offset, and the contents that are programs or scripts.</summary>
internal sealed class RecoveredValues
{
    private const int MaximumPayloads = 8;
    private const int MaximumTextLength = 64 * 1024;
    private readonly Dictionary<int, IlValue> _byOffset = [];

    /// <summary>Bytes that are an executable, with the instruction that had them first.</summary>
    public List<(int Offset, byte[] Bytes, Encodings Encodings)> Payloads { get; } = [];

    /// <summary>True when code repeats as often as something unknown says: texts that were put together are not whole then, and left out.</summary>
    public bool IsPartial { get; set; }

    /// <summary>True when some text was put together or decoded.</summary>
    public bool HasTexts => _byOffset.Values.Any(value => value.Object is string && IsWhole(value.Encodings) && value.Encodings != Encodings.None);

    /// <summary>Finds the text that an instruction pushes; each time the same.</summary>
    public bool TryGet(int offset, out string text, out Encodings encodings)
    {
        text = "";
        encodings = Encodings.None;
        if (!_byOffset.TryGetValue(offset, out var value) || value.Object is not string known || !IsWhole(value.Encodings))
        {
            return false;
        }

        (text, encodings) = (known, value.Encodings);
        return true;
    }

    /// <summary>Notes what an instruction pushed; two different values make it unknown.</summary>
    public void Add(int offset, in IlValue value)
    {
        if (value.Object is IlArray { Bytes: { } bytes, Unknown: false } array)
        {
            AddBytes(offset, bytes, array.Encodings);
            return;
        }

        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_byOffset, offset, out var exists);
        var text = value.Object as string;
        known = !exists && text?.Length <= MaximumTextLength ? value
            : exists && known.Object is string before && before == text ? known
            : IlValue.Unknown;
    }

    private bool IsWhole(Encodings encodings) => !IsPartial || (encodings & Encodings.Decoding) != 0;

    private void AddBytes(int offset, byte[] bytes, Encodings encodings)
    {
        if (ExecutableContent.IsExecutable(bytes) && Payloads.Count < MaximumPayloads && !Payloads.Any(payload => ReferenceEquals(payload.Bytes, bytes) || payload.Bytes.AsSpan().SequenceEqual(bytes)))
        {
            Payloads.Add((offset, (byte[])bytes.Clone(), encodings));
        }
    }
}
