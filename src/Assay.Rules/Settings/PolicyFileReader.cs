using Assay.Licenses;
using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads <c>assay.yaml</c> (docs/configuration.md). Any bytes give either settings or diagnostics with line and column.</summary>
public sealed class PolicyFileReader
{
    /// <summary>Bytes of the largest file that is read.</summary>
    public const int MaximumBytes = 1024 * 1024;

    private static readonly string[] Keys = ["version", "fail-on", "thresholds", "rules", "hosts", "licenses", "packages", "signatures", "limits", "suppressions"];
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<RuleDiagnostic> _diagnostics = [];
    private readonly List<PolicyFileValue> _values = [];
    private readonly YamlFile _file;
    private readonly RuleNames _rules;
    private readonly List<string> _failOn = [];
    private readonly Dictionary<string, int> _thresholds = new(StringComparer.Ordinal);
    private bool _saysWhenToFail;
    private PolicySettings _settings;
    private Suggestions? _licenses;

    private PolicyFileReader(InputFile input, RulePack pack)
    {
        _file = new YamlFile(input.File, _diagnostics);
        _rules = new RuleNames(pack);
        _settings = new PolicySettings { File = input };
    }

    /// <summary>Reads a file.</summary>
    /// <param name="name">What reports and messages call it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="pack">The rules that it may speak of.</param>
    public static PolicyFileResult Read(string name, byte[] content, RulePack pack)
    {
        var reader = new PolicyFileReader(new InputFile(name, Convert.ToHexStringLower(SHA256.HashData(content))), pack);
        reader.Read(content);
        RuleDiagnostic[] diagnostics = [.. reader._diagnostics.OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];
        return new PolicyFileResult(diagnostics.Any(diagnostic => diagnostic.IsError) ? null : reader.Result(), diagnostics);
    }

    private PolicyFile Result() => new(_settings, _saysWhenToFail ? FailCondition.Of(_failOn, _thresholds) : null, [.. _values.OrderBy(value => value.Line)]);

    private void Read(byte[] content)
    {
        if (content.Length > MaximumBytes)
        {
            Invalid($"The file has {content.Length} bytes; more than {MaximumBytes} are not read.");
            return;
        }

        string text;
        try
        {
            text = Utf8.GetString(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content.AsSpan(Encoding.UTF8.Preamble.Length) : content);
        }
        catch (DecoderFallbackException)
        {
            Invalid("The file is not written in UTF-8.");
            return;
        }

        // A file that holds nothing but comments asks for nothing.
        if (IsEmpty(text))
        {
            return;
        }

        if (_file.Load(text) is { } root)
        {
            foreach (var (key, value) in root.Children)
            {
                ReadKey(key, value);
            }
        }
    }

    private void ReadKey(YamlNode key, YamlNode value)
    {
        switch (_file.Key(key))
        {
            case "version":
                _file.Number(value, "'version'", 1, 1);
                break;
            case "fail-on":
                _saysWhenToFail = true;
                ReadFailOn(value);
                break;
            case "thresholds":
                _saysWhenToFail = true;
                ReadThresholds(value);
                break;
            case "rules":
                ReadRules(value);
                break;
            case "hosts":
                var hosts = ReadLists(value, "hosts", ["allow", "deny"], static (_, text) => HostDefect(text));
                _settings = _settings with { Hosts = new HostSettings(hosts["allow"], hosts["deny"]) };
                break;
            case "licenses":
                var licenses = ReadLists(value, "licenses", ["allow", "warn", "deny"], (_, text) => LicenseDefect(text));
                _settings = _settings with { Licenses = new LicenseSettings(licenses["allow"], licenses["warn"], licenses["deny"]) };
                break;
            case "packages":
                var packages = ReadLists(value, "packages", ["allow", "deny"], static (_, text) => PackagePattern.Parse(text, out var defect) is null ? $"'{text}' is no package: {defect}." : null);
                _settings = _settings with { Packages = new PackageSettings(Patterns(packages["allow"]), Patterns(packages["deny"])) };
                break;
            case "signatures":
                var signatures = ReadLists(value, "signatures", ["roots", "crl", "deny"], static (list, text) => list == "deny" && Thumbprint(text) is null ? $"'{text}' is no certificate: write the 64 hexadecimal digits of its SHA-256." : null);
                _settings = _settings with { Signatures = new SignatureListing(signatures["roots"], signatures["crl"], [.. signatures["deny"].Select(Thumbprint).OfType<string>()]) };
                break;
            case "limits":
                _settings = _settings with { Limits = new LimitReader(_file, _values).Read(value) };
                break;
            case "suppressions":
                _settings = _settings with { Suppressions = new SuppressionReader(_file, _rules, _values).Read(value) };
                break;
            default:
                _file.UnknownKey(key, "a policy file", Keys);
                break;
        }
    }

    private void ReadFailOn(YamlNode node)
    {
        foreach (var item in node is YamlSequenceNode sequence ? sequence.Children : [node])
        {
            if (Word(item, FailCondition.Words) is { } word)
            {
                _failOn.Add(word);
                _values.Add(new PolicyFileValue("fail-on", word, Line(item)));
            }
        }
    }

    private void ReadThresholds(YamlNode node)
    {
        foreach (var (key, value) in _file.Entries(node, "'thresholds'"))
        {
            if (Word(key, FailCondition.CountedWords) is { } word)
            {
                _thresholds[word] = _file.Number(value, $"The threshold of '{word}'", 0, 1_000_000);
                _values.Add(new PolicyFileValue("thresholds." + word, _thresholds[word].ToString(System.Globalization.CultureInfo.InvariantCulture), Line(key)));
            }
        }
    }

    private string? Word(YamlNode node, IReadOnlyList<string> words)
    {
        if (_file.Text(node, "What fails a run") is not { } text)
        {
            return null;
        }

        if (words.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        _file.Report(DiagnosticIds.UnknownWord, node, $"'{text}' is neither verdict, severity nor assessment{(Suggestion.Ask(text, words) is { Length: > 0 } question ? question : $"; known are {string.Join(", ", words)}.")}");
        return null;
    }

    private void ReadRules(YamlNode node)
    {
        var rules = new Dictionary<string, RuleSetting>(StringComparer.Ordinal);
        foreach (var (key, value) in _file.Entries(node, "'rules'"))
        {
            var id = _rules.Find(_file, key);
            if (RuleSettingReader.Read(_file, value, Line(key)) is { } setting && id is not null)
            {
                if (_rules.IsBehavior(id) && setting.Severity is not null)
                {
                    _file.Report(DiagnosticIds.UnknownWord, value, $"'{id}' is a behavior and has no severity; it can only be off.");
                }

                if (!rules.TryAdd(id, setting))
                {
                    _file.Report(DiagnosticIds.RepeatedId, key, $"'{id}' is set twice.");
                }

                _values.Add(new PolicyFileValue("rules." + id, RuleSettingReader.Describe(setting), Line(key), id));
            }
        }

        _settings = _settings with { Rules = rules };
    }

    private Dictionary<string, IReadOnlyList<string>> ReadLists(YamlNode node, string name, string[] lists, Func<string, string, string?> defectOf)
    {
        var result = lists.ToDictionary(list => list, IReadOnlyList<string> (_) => [], StringComparer.Ordinal);
        foreach (var (key, value) in _file.Entries(node, $"'{name}'"))
        {
            var list = _file.Key(key);
            if (!result.ContainsKey(list))
            {
                _file.UnknownKey(key, $"'{name}'", lists);
                continue;
            }

            var texts = new List<string>();
            foreach (var item in value is YamlSequenceNode sequence ? sequence.Children : [value])
            {
                if (_file.Text(item, $"An entry of '{name}.{list}'") is not { } text)
                {
                    continue;
                }

                if (defectOf(list, text) is { } defect)
                {
                    _file.Report(DiagnosticIds.ValueShape, item, defect);
                    continue;
                }

                texts.Add(text);
                _values.Add(new PolicyFileValue($"{name}.{list}", text, Line(item)));
            }

            result[list] = texts;
        }

        return result;
    }

    private static string? HostDefect(string text) => HostPattern.IsPattern(text) ? null : $"'{text}' is no host: write example.com, or *.example.com for the hosts below it.";

    // SPDX 3, annex "SPDX license expressions": idstring is letters, digits, '-' and '.'; families are words in kebab case.
    private string? LicenseDefect(string text) =>
        LicenseListing.IsKnown(text, LicenseIndex.Default) ? null : $"'{text}' is no SPDX id, no LicenseRef and no family of licences{(_licenses ??= new Suggestions([.. LicenseListing.Families, .. LicenseIndex.Default.Entries.Select(entry => entry.Id)])).Ask(text)}.";

    // Tools write thumbprints in either case, with colons or blanks between the bytes.
    private static string? Thumbprint(string text)
    {
        var digits = string.Concat(text.Where(character => character is not (':' or ' '))).ToLowerInvariant();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
    }

    private static PackagePattern[] Patterns(IReadOnlyList<string> texts) => [.. texts.Select(text => PackagePattern.Parse(text, out _)).OfType<PackagePattern>()];

    private static int Line(YamlNode node) => Math.Max(1, (int)node.Start.Line);

    private void Invalid(string message) => _diagnostics.Add(new RuleDiagnostic(_file.Path, 1, 1, DiagnosticIds.InvalidYaml, message, IsError: true));

    private static bool IsEmpty(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.TrimStart(" \t") is not ([] or ['#', ..]))
            {
                return false;
            }
        }

        return true;
    }
}
