using System.Collections.Frozen;
using Assay.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>One YAML file with its diagnostics: reads typed values and reports where one is not what it should be.</summary>
internal sealed class YamlFile(string path, List<RuleDiagnostic> diagnostics)
{
    // The document is read by recursion, and aliases make a few bytes stand for many nodes: both have an end before it is built.
    private const int MaximumDepth = FixedLimits.YamlDepth;
    private const int MaximumNodes = 200_000;

    private Mark _reached = Mark.Empty;

    public string Path { get; } = path;

    public void Report(string id, YamlNode node, string message) =>
        diagnostics.Add(At(node.Start, id, message));

    /// <summary>Reads the file's only document; null after a report.</summary>
    public YamlMappingNode? Load(string text)
    {
        try
        {
            if (HasDirective(text))
            {
                // No file of ours needs one, and the scanner does not come to the end of a long one.
                Invalid(Mark.Empty, "Lines that begin with % (directives of YAML) are not read.");
                return null;
            }

            if (!IsWithinLimits(text))
            {
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode mapping }])
            {
                return mapping;
            }

            diagnostics.Add(new RuleDiagnostic(Path, 1, 1, DiagnosticIds.InvalidYaml, "The file must be one mapping of keys.", IsError: true));
        }
        catch (YamlException exception)
        {
            Invalid(exception.Start, $"The file is not valid YAML: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The scanner throws these for some texts that are no YAML (an indicator in a plain scalar at the end of the file).
            Invalid(_reached, $"The file is not valid YAML ({exception.GetType().Name}).");
        }

        return null;
    }

    private static bool HasDirective(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (at == 0 || text[at - 1] is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' or '\ufeff')
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWithinLimits(string text)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, nodes) = (0, 0);

        // Of each collection that is open: whether a key comes next; null for a list.
        var keyIsNext = new Stack<bool?>();
        while (parser.MoveNext())
        {
            _reached = parser.Current!.Start;
            depth += parser.Current.NestingIncrease;
            nodes++;
            if (parser.Current is AnchorAlias)
            {
                Invalid(parser.Current.Start, "Aliases (*name) are not read: write the value again.");
                return false;
            }

            if (depth > MaximumDepth || nodes > MaximumNodes)
            {
                Invalid(parser.Current.Start, depth > MaximumDepth ? $"The file is nested deeper than {MaximumDepth} levels." : $"The file has more than {MaximumNodes} nodes.");
                return false;
            }

            if (parser.Current is NodeEvent && keyIsNext.TryPop(out var isKey))
            {
                // The library tells equal keys by hashes that change while a collection is filled.
                if (isKey == true && parser.Current is not Scalar)
                {
                    diagnostics.Add(At(parser.Current.Start, DiagnosticIds.WrongType, "A key must be a text, not a list or a mapping."));
                    return false;
                }

                keyIsNext.Push(!isKey);
            }

            switch (parser.Current)
            {
                case MappingStart:
                    keyIsNext.Push(true);
                    break;
                case SequenceStart:
                    keyIsNext.Push(null);
                    break;
                case MappingEnd or SequenceEnd:
                    keyIsNext.Pop();
                    break;
            }
        }

        return true;
    }

    private void Invalid(Mark at, string message) => diagnostics.Add(At(at, DiagnosticIds.InvalidYaml, message));

    private RuleDiagnostic At(Mark at, string id, string message) => new(Path, Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column), id, message, IsError: true);

    public YamlMappingNode? Mapping(YamlNode node, string what)
    {
        if (node is not YamlMappingNode mapping)
        {
            Report(DiagnosticIds.WrongType, node, $"{what} must be a mapping.");
            return null;
        }

        return mapping;
    }

    /// <summary>Gives keys and values; none after a report.</summary>
    public IEnumerable<KeyValuePair<YamlNode, YamlNode>> Entries(YamlNode node, string what) => Mapping(node, what) is { } mapping ? mapping.Children : [];

    public IReadOnlyList<YamlNode> Sequence(YamlNode node, string what)
    {
        if (node is not YamlSequenceNode sequence)
        {
            Report(DiagnosticIds.WrongType, node, $"{what} must be a list.");
            return [];
        }

        return [.. sequence.Children];
    }

    public string? Text(YamlNode node, string what)
    {
        if (node is not YamlScalarNode { Value: { Length: > 0 } value })
        {
            Report(DiagnosticIds.WrongType, node, $"{what} must be a text that is not empty.");
            return null;
        }

        return value;
    }

    /// <summary>Reads one text or a list of texts.</summary>
    public IReadOnlyList<string> Texts(YamlNode node, string what) =>
        node is YamlSequenceNode sequence
            ? [.. sequence.Children.Select(child => Text(child, what)).OfType<string>()]
            : Text(node, what) is { } text ? [text] : [];

    public int Number(YamlNode node, string what, int minimum, int maximum)
    {
        if (node is YamlScalarNode { Value: { } text } && int.TryParse(text, out var number) && number >= minimum && number <= maximum)
        {
            return number;
        }

        Report(DiagnosticIds.WrongType, node, $"{what} must be a number from {minimum} to {maximum}.");
        return minimum;
    }

    public bool? Truth(YamlNode node, string what)
    {
        if (node is YamlScalarNode { Value: "true" or "false" } scalar)
        {
            return scalar.Value == "true";
        }

        Report(DiagnosticIds.WrongType, node, $"{what} must be true or false.");
        return null;
    }

    public T Word<T>(YamlNode node, string what, WordList<T> words)
        where T : struct
    {
        if (Text(node, what) is not { } text)
        {
            return default;
        }

        if (!words.TryGetValue(text, out var value))
        {
            Report(DiagnosticIds.UnknownWord, node, $"'{text}' is no {what}; known are {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        }

        return value;
    }

    public IReadOnlyList<T> Words<T>(YamlNode node, string what, WordList<T> words)
        where T : struct =>
        node is YamlSequenceNode sequence ? [.. sequence.Children.Select(child => Word(child, what, words))] : [Word(node, what, words)];

    public string? Community(YamlNode node) => Member(node, "community", Vocabulary.Communities);

    public IReadOnlyList<string> Categories(YamlNode node) =>
        node is YamlSequenceNode sequence
            ? [.. sequence.Children.Select(child => Member(child, "category", Vocabulary.BehaviorCategories)).OfType<string>()]
            : Member(node, "category", Vocabulary.BehaviorCategories) is { } one ? [one] : [];

    public Surface Surfaces(YamlNode node)
    {
        var surfaces = Surface.None;
        foreach (var name in Texts(node, "'surface'"))
        {
            if (!SurfaceNames.TryParse(name, out var surface))
            {
                Report(DiagnosticIds.UnknownWord, node, $"'{name}' is no surface.");
            }

            surfaces |= surface;
        }

        return surfaces;
    }

    /// <summary>Gives the key's text; keys that are no texts are reported.</summary>
    public string Key(YamlNode key) => (key as YamlScalarNode)?.Value ?? Text(key, "A key") ?? "";

    private string? Member(YamlNode node, string what, FrozenSet<string> words)
    {
        var text = Text(node, $"'{what}'");
        if (text is not null && !words.Contains(text))
        {
            Report(DiagnosticIds.UnknownWord, node, $"'{text}' is no {what}; known are {string.Join(", ", words.Order(StringComparer.Ordinal))}.");
        }

        return text;
    }

    public void UnknownKey(YamlNode key, string of) => Report(DiagnosticIds.UnknownKey, key, $"'{Key(key)}' is no key of {of}.");

    public void UnknownKey(YamlNode key, string of, IReadOnlyCollection<string> keys) =>
        Report(DiagnosticIds.UnknownKey, key, $"'{Key(key)}' is no key of {of}{(Suggestion.Ask(Key(key), keys) is { Length: > 0 } question ? question : $"; keys are {string.Join(", ", keys)}.")}");
}
