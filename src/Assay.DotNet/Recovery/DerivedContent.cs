using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.DotNet.Recovery;

/// <summary>Collects the programs and scripts found in constants; equal ones of a place once.</summary>
internal sealed class DerivedContent
{
    private const int MaximumArtifacts = 64;
    private const int MaximumBytes = 64 * 1024 * 1024;

    // The header of an ELF image, the smallest of all. What readers of programs compare beginnings with is shorter.
    private const int SmallestProgram = 52;

    private readonly List<DerivedArtifact> _artifacts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>What was collected, in order.</summary>
    public IReadOnlyList<DerivedArtifact> Artifacts => _artifacts;

    /// <summary>Adds a script or source.</summary>
    public void AddText(string kind, string ending, string text, string how, int place, bool recovered) => Add(kind, ending, Encoding.UTF8.GetBytes(text), how, place, recovered);

    /// <summary>Adds a program; not what is too short to be one.</summary>
    public void AddProgram(byte[] content, string how, int place, bool recovered)
    {
        if (content.Length >= SmallestProgram)
        {
            Add("Program", content.AsSpan().StartsWith("MZ"u8) ? ".dll" : "", content, how, place, recovered);
        }
    }

    private void Add(string kind, string ending, byte[] content, string how, int place, bool recovered)
    {
        if (content.Length == 0 || _artifacts.Count >= MaximumArtifacts || _bytes + content.Length > MaximumBytes
            || _artifacts.Exists(known => known.HostPlace == place && known.Bytes.Span.SequenceEqual(content)))
        {
            return;
        }

        _bytes += content.Length;
        _numbers[kind] = _numbers.GetValueOrDefault(kind) + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}#{_numbers[kind]}{ending}");
        _artifacts.Add(new DerivedArtifact(name, content, how) { HostPlace = place, Recovered = recovered });
    }
}
