using System.Globalization;
using System.Text;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Facts;

/// <summary>Code that was found inside a script.</summary>
/// <param name="Name">Label: <c>Invoke-Expression#1.ps1</c>.</param>
/// <param name="Text">The code; empty for binaries.</param>
/// <param name="Content">The bytes as they are read again.</param>
/// <param name="How">How it was obtained.</param>
/// <param name="Place">Index of the place that runs it.</param>
/// <param name="Recovered">True when it was decoded.</param>
internal sealed record Layer(string Name, string Text, ReadOnlyMemory<byte> Content, string How, int Place, bool Recovered)
{
    /// <summary>True for PowerShell.</summary>
    public bool IsScript => Name.EndsWith(".ps1", StringComparison.Ordinal);
}

/// <summary>Where code was found and how.</summary>
/// <param name="Kind">The first part of its label: what runs it.</param>
/// <param name="How">What runs it, in words.</param>
/// <param name="Techniques">What took part in computing it.</param>
/// <param name="Place">Index of the place that runs it.</param>
/// <param name="Recovered">True when all around it was decoded.</param>
internal readonly record struct LayerSource(string Kind, string How, Techniques Techniques, int Place, bool Recovered);

/// <summary>Collects the code inside a script; equal texts of a place are kept once, and not without limit.</summary>
/// <param name="limit">How many are kept.</param>
internal sealed class Layers(int limit)
{
    private const long MaximumLength = 64L * 1024 * 1024;
    private readonly List<Layer> _layers = [];
    private readonly HashSet<(string Text, int Place)> _texts = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _length;

    public IReadOnlyList<Layer> All => _layers;

    /// <summary>True when some were left out.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds code; its language is known by the ending.</summary>
    public void Add(string text, in LayerSource source, string ending = ".ps1")
    {
        if (!string.IsNullOrWhiteSpace(text) && !_texts.Contains((ending + text, source.Place)) && Take(text.Length))
        {
            _texts.Add((ending + text, source.Place));
            AddNamed(text, Encoding.UTF8.GetBytes(text), source, ending);
        }
    }

    /// <summary>Adds a binary.</summary>
    public void AddBinary(byte[] content, in LayerSource source)
    {
        if (content.Length > 0 && Take(content.Length) && _texts.Add((Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content)), source.Place)))
        {
            AddNamed("", content, source, ".dll");
        }
    }

    private bool Take(int length)
    {
        if (_layers.Count < limit && (_length += length) <= MaximumLength)
        {
            return true;
        }

        IsFull = true;
        return false;
    }

    private void AddNamed(string text, byte[] content, in LayerSource source, string ending)
    {
        var number = _counts.GetValueOrDefault(source.Kind) + 1;
        _counts[source.Kind] = number;
        var decoded = TechniqueNames.Describe(source.Techniques);
        _layers.Add(new Layer($"{source.Kind}#{number.ToString(CultureInfo.InvariantCulture)}{ending}", text, content, decoded.Length == 0 ? source.How : $"{source.How}: {decoded}", source.Place,
            source.Recovered || (source.Techniques & TechniqueNames.Decoding) != 0));
    }
}
