using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.JavaScript;

/// <summary>Goes once over the tokens of a script and stops at names that mean something: modules, objects of the system, functions that run texts.</summary>
internal sealed partial class JsReader
{
    private readonly string _text;
    private readonly List<JsToken> _tokens;
    private readonly ScriptFacts _facts;
    private readonly ProgramFacts _programs;
    private readonly ComObjects _objects;
    private readonly JsExpressions _expressions;
    private int _braces;
    private string? _pending;
    private int _functionDepth = -1;

    public JsReader(string text, ProgramFacts programs)
    {
        (_text, _programs, _facts) = (text, programs, programs.Facts);
        _tokens = new JsLexer(text, _facts.Budget).Read();
        _objects = new ComObjects(_facts, programs);
        _expressions = new JsExpressions(text, _tokens, _facts.Budget);
    }

    /// <summary>Reads all of it.</summary>
    public void Read()
    {
        CollectAssignments();
        for (var at = 0; at < _tokens.Count && !_facts.Budget.IsExhausted; at++)
        {
            var token = _tokens[at];
            if (token.Kind == JsTokenKind.Mark)
            {
                Follow(_text[token.Start]);
            }
            else if (token.Kind == JsTokenKind.Name && !IsMember(at))
            {
                Visit(at, _text.AsSpan(token.Start, token.Length));
            }
        }
    }

    // name = expression, but not ==, =>, and not obj.name = x
    private void CollectAssignments()
    {
        for (var at = 1; at + 1 < _tokens.Count; at++)
        {
            if (!Is(at, '=') || _tokens[at - 1].Kind != JsTokenKind.Name || Is(at + 1, '=') || Is(at + 1, '>') || IsMember(at - 1))
            {
                continue;
            }

            _expressions.Assign(Word(at - 1), at + 1);
        }
    }

    // Facts lie in the outermost function that has a name.
    private void Follow(char mark)
    {
        if (mark == '{')
        {
            _braces++;
            if (_pending is not null && _functionDepth < 0)
            {
                _functionDepth = _braces;
            }
        }
        else if (mark == '}')
        {
            if (_braces == _functionDepth)
            {
                _pending = null;
                _functionDepth = -1;
                _facts.Enter(null);
            }

            _braces--;
        }
    }

    private void Visit(int at, ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case "function" when _pending is null && at + 1 < _tokens.Count && _tokens[at + 1].Kind == JsTokenKind.Name:
                _pending = Word(at + 1).ToString();
                return;
            case "require" when Is(at + 1, '('):
                Require(at);
                return;
            case "import":
                Import(at);
                return;
            case "eval" when Is(at + 1, '('):
                Run(at, "eval");
                return;
            case "Function" when Is(at + 1, '('):
                Function(at);
                return;
            case "setTimeout" or "setInterval" when Is(at + 1, '(') && at + 2 < _tokens.Count && _tokens[at + 2].Kind == JsTokenKind.Text:
                Run(at, name.ToString());
                return;
            case "fetch" when Is(at + 1, '('):
                State(at, FactKind.Call, "globalThis::fetch");
                return;
            case "XMLHttpRequest" or "WebSocket" or "EventSource" when IsNew(at):
                State(at, FactKind.New, name.ToString());
                return;
            case "importScripts" when Is(at + 1, '('):
                State(at, FactKind.Call, "globalThis::importScripts");
                return;
            case "document":
                Member(at, "document", ["write", "writeln"]);
                return;
            case "navigator":
                Member(at, "navigator", ["sendBeacon"]);
                return;
            case "process":
                Process(at);
                return;
            case "ActiveXObject" when IsNew(at) && Is(at + 1, '('):
                Create(at, at + 1);
                return;
            case "WScript" when Is(at + 1, '.') && Word(at + 2) is "CreateObject" && Is(at + 3, '('):
                Create(at, at + 3);
                return;
            case "GetObject" when Is(at + 1, '('):
                Moniker(at);
                return;
        }

        if (_expressions.Bound(name) is { Name: { } bound })
        {
            Use(at, at + 1, bound);
        }
    }

    // eval("..."), setTimeout("...")
    private void Run(int at, string name)
    {
        var next = at + 1;
        var arguments = _expressions.Arguments(ref next);
        Place(at);
        _facts.Add(FactKind.Call, "globalThis::" + name, Written(arguments, 1));
        if (arguments is [{ IsConstant: true, Text: { Length: > 0 } code } value, ..])
        {
            _facts.AddDerived(name == "eval" ? "Eval" : "Timer", ".js", code, name, value.IsDecoded);
        }
    }

    // new Function("a", "return a"), Function("return this")
    private void Function(int at)
    {
        var next = at + 1;
        var arguments = _expressions.Arguments(ref next);
        if (arguments.Count == 0 || arguments[^1] is { Text: "return this" or "" or "return this;" } || Is(at - 1, '=') && !IsNew(at))
        {
            return;
        }

        Place(at);
        _facts.Add(FactKind.New, "Function", Written(arguments, 4));
        if (arguments[^1] is { IsConstant: true, Text: { } code } value)
        {
            _facts.AddDerived("Function", ".js", code, "text of a function", value.IsDecoded);
        }
    }

    private void State(int at, FactKind kind, string name)
    {
        Place(at);
        List<Argument>? written = null;
        if (Is(at + 1, '('))
        {
            var next = at + 1;
            written = Written(_expressions.Arguments(ref next), 4);
        }

        _facts.Add(kind, name, written);
    }

    private void Member(int at, string owner, ReadOnlySpan<string> members)
    {
        if (!Is(at + 1, '.') || !Is(at + 3, '('))
        {
            return;
        }

        foreach (var member in members)
        {
            if (Word(at + 2).SequenceEqual(member))
            {
                Place(at);
                var next = at + 3;
                _facts.Add(FactKind.Call, $"{owner}::{member}", Written(_expressions.Arguments(ref next), 2));
            }
        }
    }

    // process.env.NAME, process.env["NAME"], JSON.stringify(process.env)
    private void Process(int at)
    {
        if (!Is(at + 1, '.') || Word(at + 2) is not "env")
        {
            return;
        }

        string? name = null;
        if (Is(at + 3, '.') && at + 4 < _tokens.Count)
        {
            name = Word(at + 4).ToString();
        }
        else if (Is(at + 3, '['))
        {
            var next = at + 4;
            name = _expressions.Argument(ref next) is { IsConstant: true, Text: { } text } ? text : "";
        }

        // Bundlers write this one for every library.
        if (name is "NODE_ENV" or "NODE_DEBUG" or "")
        {
            return;
        }

        Place(at);
        if (name is null)
        {
            _facts.Add(FactKind.Call, "System.Environment::GetEnvironmentVariables");
        }
        else if (Is(at + 5, '=') && !Is(at + 6, '='))
        {
            var next = at + 6;
            _facts.Add(FactKind.Call, "System.Environment::SetEnvironmentVariable", [new Argument(null, name), Show(_expressions.Argument(ref next))]);
        }
        else
        {
            _facts.Add(FactKind.Call, "System.Environment::GetEnvironmentVariable", [new Argument(null, name)]);
        }
    }

    private static List<Argument>? Written(List<JsValue> arguments, int most) => arguments.Count == 0 ? null : [.. arguments.Take(most).Select(Show)];

    private static Argument Show(JsValue value) => value.Text is not { Length: > 0 and <= 4096 } text || text == PartialText.UnknownText ? Argument.Unknown
        : new Argument(null, PartialText.Show(text), value.IsDecoded ? Derivation.Recovered : PartialText.IsKnown(text) ? Derivation.Literal : Derivation.Folded);

    private void Place(int at)
    {
        _facts.Enter(_functionDepth >= 0 ? _pending : null);
        _facts.Position = _tokens[at].Start;
    }

    private bool IsNew(int at) => at > 0 && _tokens[at - 1].Kind == JsTokenKind.Name && Word(at - 1) is "new";

    // a.name, but not ...name; a key { name: x } is no use either
    private bool IsMember(int at) => at > 0 && Is(at - 1, '.') && !(at > 2 && Is(at - 2, '.') && Is(at - 3, '.'));

    private bool Is(int at, char mark) => at >= 0 && at < _tokens.Count && _tokens[at].Kind == JsTokenKind.Mark && _text[_tokens[at].Start] == mark;

    private ReadOnlySpan<char> Word(int at) => at >= 0 && at < _tokens.Count ? _text.AsSpan(_tokens[at].Start, _tokens[at].Length) : default;
}
