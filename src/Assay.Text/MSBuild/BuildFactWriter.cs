using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Where a fact of a build file stands.</summary>
/// <param name="Place">Index of the target's place; none outside targets.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Column">Column from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BuildPosition(int Place, int Line, int Column);

/// <summary>Writes facts with the target and the element that they stand in, and keeps the code found in them.</summary>
internal sealed class BuildFactWriter(FactWriter facts)
{
    private readonly int _factLimit = facts.Limits.Number(Limit.ScriptFacts);
    private readonly int _textLimit = facts.Limits.Number(Limit.ScriptTexts);
    private readonly int _urlLimit = facts.Limits.Number(Limit.Urls);

    private readonly List<DerivedArtifact> _derived = [];
    private readonly HashSet<(string Text, int Place)> _texts = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _urls = new(StringComparer.Ordinal);
    private readonly HashSet<(string Url, int Place)> _stated = [];
    private long _characters;
    private long _commandCharacters;

    /// <summary>The code that was found.</summary>
    public IReadOnlyList<DerivedArtifact> Derived => _derived;

    /// <summary>The URLs that were stated.</summary>
    public IReadOnlySet<string> Urls => _urls;

    /// <summary>True when something was left out.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Says that something is left out.</summary>
    public void LeaveOut() => IsFull = true;

    /// <summary>Pays for reading a command line of this length; false, and left out, when the file has too many.</summary>
    public bool TakeCommand(int characters)
    {
        _commandCharacters += characters;
        IsFull |= _commandCharacters > SourceLimits.BuildCommandCharacters;
        return _commandCharacters <= SourceLimits.BuildCommandCharacters;
    }

    public int AddPlace(string target, string path) => facts.AddPlace(new Place(target, null, null, path));

    public void Add(FactKind kind, string value, BuildPosition at, Derivation derivation = Derivation.Literal, params Argument[] arguments)
    {
        if (facts.Count >= _factLimit)
        {
            IsFull = true;
            return;
        }

        facts.Add(kind, value, at.Place, arguments.Length == 0 ? null : new ArgumentList(arguments), derivation, PositionKind.LineColumn, at.Line, at.Column);
    }

    /// <summary>States that a path is used, when any part of it is known.</summary>
    public void AddPath(string path, string access, BuildPosition at, Derivation derivation)
    {
        if (path.Length > 0 && !ExpressionText.IsExpression(path))
        {
            Add(FactKind.Path, FilePath.Normalize(path), at, derivation, new Argument("access", access));
        }
    }

    /// <summary>States the URLs of a text, each once per target.</summary>
    public void AddUrls(string text, BuildPosition at, Derivation derivation)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return;
        }

        IsFull |= _urls.Count >= _urlLimit;
        for (var from = 0; _urls.Count < _urlLimit && UrlScanner.TryFind(text, ref from, out var start, out var length);)
        {
            var url = text.Substring(start, length);
            if (!_stated.Contains((url, at.Place)) && UrlFacts.TryDescribe(url, text.AsSpan(0, start), null, out var arguments))
            {
                _urls.Add(url);
                _stated.Add((url, at.Place));
                Add(FactKind.Url, url, at, derivation, arguments.Items.ToArray());
            }
        }
    }

    /// <summary>Keeps code; its language is known by the ending.</summary>
    public void AddCode(string name, string ending, string text, string how, BuildPosition at, bool recovered)
    {
        if (string.IsNullOrWhiteSpace(text) || !_texts.Add((ending + text, at.Place)))
        {
            return;
        }

        _characters += text.Length;
        if (_derived.Count == _textLimit || _characters > SourceLimits.BuildCodeCharacters)
        {
            IsFull = true;
            return;
        }

        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, name, out _);
        var label = string.Create(CultureInfo.InvariantCulture, $"{name}#{++number}{ending}");
        _derived.Add(new DerivedArtifact(label, Encoding.UTF8.GetBytes(text), string.Create(CultureInfo.InvariantCulture, $"{how} of line {at.Line}")) { HostPlace = at.Place, Recovered = recovered });
    }
}
