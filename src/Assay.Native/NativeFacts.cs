using System.Globalization;
using Assay.Model;

namespace Assay.Native;

/// <summary>Writes what the tables of one native file say, each statement once, within budgets.</summary>
internal sealed class NativeFacts(FactWriter facts)
{
    private readonly int _functionLimit = facts.Limits.Number(Model.Limit.NativeFunctions);
    private const int MaximumAnomalies = 50;

    // Images of one file may share tables: symbols of all together are limited.
    private readonly int _symbolLimit = facts.Limits.Number(Model.Limit.NativeSymbols);

    private readonly HashSet<string> _imports = new(StringComparer.Ordinal);
    private readonly HashSet<string> _statements = new(StringComparer.Ordinal);
    private int _exports;
    private int _anomalies;
    private int _symbols;
    private bool _limited;

    /// <summary>Functions that the file imports, whether stated or not.</summary>
    public int ImportCount { get; private set; }

    /// <summary>Spends one symbol; false when no more are read.</summary>
    public bool TakeSymbol()
    {
        if (++_symbols == _symbolLimit)
        {
            facts.AddLimit(Model.Limit.NativeSymbols, $"The file has more than {_symbolLimit} symbols; the rest was not read.");
        }

        return _symbols < _symbolLimit;
    }

    /// <summary>States an imported function, <c>dll!function</c>, at the offset of its name.</summary>
    public void Import(string name, long offset)
    {
        ImportCount++;
        if (_imports.Count >= _functionLimit)
        {
            if (!_limited)
            {
                _limited = true;
                facts.AddLimit(Model.Limit.NativeFunctions, $"The file imports more than {_functionLimit} functions; the rest is not stated.");
            }

            return;
        }

        if (_imports.Add(name))
        {
            facts.Add(FactKind.Import, name, positionKind: PositionKind.ByteOffset, position: (int)offset);
        }
    }

    /// <summary>Counts an import that is not stated.</summary>
    public void CountImport() => ImportCount++;

    /// <summary>States an exported function; false when no more are stated.</summary>
    public bool Export(string function, long offset, string? forwards = null)
    {
        if (_exports >= _functionLimit)
        {
            return false;
        }

        _exports++;
        facts.Add(FactKind.Export, function, arguments: forwards is null ? null : new ArgumentList(new Argument("forwards", forwards)), positionKind: PositionKind.ByteOffset, position: (int)offset);
        return true;
    }

    /// <summary>States a property of the file, once.</summary>
    public void Metadata(string key, string value, params ReadOnlySpan<Argument> more)
    {
        if (value.Length > 0 && _statements.Add($"{key}={value}"))
        {
            facts.Add(FactKind.Metadata, key, arguments: new ArgumentList([new Argument("value", value), .. more]));
        }
    }

    /// <summary>States a property that holds or does not.</summary>
    public void Metadata(string key, bool value) => Metadata(key, value ? "true" : "false");

    /// <summary>States a property that is a number.</summary>
    public void Metadata(string key, long value, params ReadOnlySpan<Argument> more) => Metadata(key, value.ToString(CultureInfo.InvariantCulture), more);

    /// <summary>States a library of others that is in the file, once for each version.</summary>
    public void Library(string name, string version, int offset)
    {
        if (_statements.Add($"library {name} {version}"))
        {
            facts.Add(FactKind.Metadata, "image.library", arguments: new ArgumentList(new Argument("value", name), new Argument("version", version)), positionKind: PositionKind.ByteOffset, position: offset);
        }
    }

    /// <summary>States a section that is worth a look.</summary>
    public void Section(string name, long size, double entropy, string flags, long offset) => facts.Add(FactKind.Section, name, arguments: new ArgumentList(
        new Argument("size", size.ToString(CultureInfo.InvariantCulture)), new Argument("entropy", Entropy.Text(entropy)), new Argument("flags", flags)), positionKind: PositionKind.ByteOffset, position: (int)offset);

    /// <summary>States a resource.</summary>
    public void Resource(string name, long size, string kind, long offset) => facts.Add(FactKind.Resource, name, arguments: new ArgumentList(
        new Argument("size", size.ToString(CultureInfo.InvariantCulture)), new Argument("kind", kind)), positionKind: PositionKind.ByteOffset, position: (int)offset);

    /// <summary>States that executable parts are packed.</summary>
    public void Packed(string packer, string section, double entropy)
    {
        if (_statements.Add("packed"))
        {
            facts.Add(FactKind.Anomaly, "packed-executable", arguments: new ArgumentList(new Argument("name", packer), new Argument("section", section), new Argument("entropy", Entropy.Text(entropy))));
        }
    }

    /// <summary>States that the structure contradicts itself or the file.</summary>
    public void Misleading(string what, string? where = null)
    {
        if (_anomalies < MaximumAnomalies && _statements.Add($"{what} {where}"))
        {
            _anomalies++;
            facts.Add(FactKind.Anomaly, "misleading-structure", arguments: where is null ? new ArgumentList(new Argument("what", what)) : new ArgumentList(new Argument("what", what), new Argument("where", where)));
        }
    }

    /// <summary>Reports that a budget ended the reading of a part.</summary>
    public void Limit(string text)
    {
        if (_statements.Add(text))
        {
            facts.AddProblem(ProblemId.LimitFindings, text);
        }
    }

    /// <summary>Reports headers that cannot be read at all.</summary>
    public void Unreadable(ProblemId id, string text) => facts.AddProblem(id, text);
}
