using Assay.Model;
using Assay.Text.Scripts;

namespace Assay.Text.JavaScript;

/// <summary>Modules of Node.js and objects of Windows: what they are bound to, and calls of their members.</summary>
internal sealed partial class JsReader
{
    // const cp = require('child_process'), { exec } = require(...), require(...).exec(...)
    private void Require(int at)
    {
        var next = at + 1;
        if (_expressions.Arguments(ref next) is not [{ IsConstant: true, Text: { } specifier }])
        {
            return;
        }

        if (NodeModules.NameOf(specifier) is not { } module)
        {
            Include(at, specifier);
            return;
        }

        if (Is(next, '.'))
        {
            Use(at, next, module);
            return;
        }

        Bind(at, module);
    }

    // import cp from 'x', import * as cp from 'x', import { exec as run } from 'x', import('x'), import 'x'
    private void Import(int at)
    {
        if (Is(at + 1, '('))
        {
            var next = at + 1;
            if (_expressions.Arguments(ref next) is [{ IsConstant: true, Text: { } dynamic }])
            {
                if (NodeModules.NameOf(dynamic) is { } found)
                {
                    Bind(Word(at - 1) is "await" ? at - 1 : at, found);
                }
                else
                {
                    Include(at, dynamic);
                }
            }

            return;
        }

        var end = at + 1;
        while (end < _tokens.Count && end - at < 200 && _tokens[end].Kind != JsTokenKind.Text && !Is(end, ';'))
        {
            end++;
        }

        if (end >= _tokens.Count || _tokens[end].Kind != JsTokenKind.Text || (end > at + 1 && Word(end - 1) is not "from"))
        {
            return;
        }

        var specifier = JsTexts.Unquote(Word(end));
        if (NodeModules.NameOf(specifier) is not { } module)
        {
            Include(at, specifier);
            return;
        }

        BindNames(at + 1, end - 1, module);
    }

    private void Include(int at, string specifier)
    {
        if (specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal))
        {
            Place(at);
            _facts.AddInclude(specifier, "require");
        }
    }

    // The tokens before an equals sign: a name, or names in braces.
    private void Bind(int at, string module)
    {
        if (!Is(at - 1, '='))
        {
            return;
        }

        if (_tokens[Math.Max(0, at - 2)].Kind == JsTokenKind.Name)
        {
            _expressions.Bind(Word(at - 2).ToString(), new JsValue(null, Name: module));
            return;
        }

        var start = at - 2;
        while (start > 0 && at - start < 200 && !Is(start, '{'))
        {
            start--;
        }

        BindNames(start, at - 1, module);
    }

    private void BindNames(int from, int to, string module)
    {
        var inBraces = false;
        for (var i = from; i < to; i++)
        {
            inBraces = Is(i, '{') || (inBraces && !Is(i, '}'));
            if (_tokens[i].Kind != JsTokenKind.Name || Word(i) is "as" or "from" or "type" or "const" or "let" or "var")
            {
                continue;
            }

            // exec as run, exec: run
            var isRenamed = i + 2 < to && (Word(i + 1) is "as" || Is(i + 1, ':'));
            var alias = Word(isRenamed ? i + 2 : i).ToString();
            _expressions.Bind(alias, new JsValue(null, Name: inBraces ? $"{module}::{Word(i)}" : module));
            i += isRenamed ? 2 : 0;
        }
    }

    // A use of what a name is bound to: module.member(...), member(...), object.Member(...)
    private void Use(int at, int next, string bound)
    {
        if (bound.StartsWith(JsValue.Com, StringComparison.Ordinal))
        {
            UseObject(at, next, bound[JsValue.Com.Length..]);
            return;
        }

        var member = bound;
        if (!bound.Contains("::", StringComparison.Ordinal))
        {
            if (!Is(next, '.'))
            {
                if (Is(next, '(') && bound is "axios" or "node-fetch" or "request" or "got" or "execa")
                {
                    AddCall(at, next, bound + "::default");
                }

                return;
            }

            member = $"{bound}::{Word(next + 1)}";
            next += 2;
            // fs.promises.readFile
            if (member == "fs::promises" && Is(next, '.'))
            {
                member = $"fs::{Word(next + 1)}";
                next += 2;
            }
        }

        if (Is(next, '('))
        {
            AddCall(at, next, member);
        }
    }

    private void AddCall(int at, int bracket, string member)
    {
        var next = bracket;
        var arguments = _expressions.Arguments(ref next);
        Place(at);
        _facts.Add(FactKind.Call, member, Written(arguments, 4));
        foreach (var argument in arguments)
        {
            _facts.AddUrls(argument.Text ?? "");
        }

        var first = arguments.Count > 0 ? arguments[0].Text : null;
        var name = member[(member.IndexOf("::", StringComparison.Ordinal) + 2)..];
        if (member.StartsWith("fs::", StringComparison.Ordinal) && NodeModules.AccessOf(name) is { } access && first is not null)
        {
            _facts.AddPath(first, access);
            if (name.StartsWith("copyFile", StringComparison.Ordinal) || name.StartsWith("rename", StringComparison.Ordinal) && arguments.Count > 1)
            {
                _facts.AddPath(arguments.Count > 1 ? arguments[1].Partial : "", "write");
            }
        }
        else if (member is "vm::runInThisContext" or "vm::runInNewContext" or "vm::runInContext" && arguments is [{ IsConstant: true, Text: { } code } value, ..])
        {
            _facts.AddDerived("Script", ".js", code, member, value.IsDecoded);
        }
        else if (first is not null && (member.StartsWith("child_process::", StringComparison.Ordinal) || member is "shelljs::exec" or "execa::default" or "execa::execa" or "cross-spawn::sync"))
        {
            Start(name, first, arguments, HidesWindow(bracket, next));
        }
    }

    private void Start(string name, string program, List<JsValue> arguments, bool isHidden)
    {
        var tokens = arguments.Count > 1 && arguments[1].Items is { } items ? items.Select(item => item.Partial).ToList() : null;
        switch (name)
        {
            // A shell takes the line.
            case "exec" or "execSync" when isHidden:
                _programs.WriteLine(program, new ProgramStart(IsHidden: true));
                break;
            case "exec" or "execSync":
                _programs.ReadCommands(program, 1);
                break;
            case "fork":
                _facts.AddInclude(program, "run");
                break;
            case "spawn" or "spawnSync" or "execFile" or "execFileSync" or "default" or "execa" or "sync":
                if (tokens is null)
                {
                    _programs.WriteLine(program, new ProgramStart(IsHidden: isHidden));
                }
                else
                {
                    _programs.Write(program, tokens, new ProgramStart(IsHidden: isHidden));
                }

                break;
        }
    }

    // { windowsHide: true }
    private bool HidesWindow(int from, int to)
    {
        // A call that does not close ends behind the last token.
        for (var i = from; i + 2 < Math.Min(Math.Min(to, _tokens.Count), from + 200); i++)
        {
            if (_tokens[i].Kind == JsTokenKind.Name && Word(i) is "windowsHide" && Is(i + 1, ':') && (Word(i + 2) is "true" || Is(i + 2, '!') && Word(i + 3) is "0"))
            {
                return true;
            }
        }

        return false;
    }

    // var shell = new ActiveXObject("WScript.Shell"); new ActiveXObject("WScript.Shell").Run("x", 0)
    private void Create(int at, int bracket)
    {
        var next = bracket;
        if (_expressions.Arguments(ref next) is not [{ IsConstant: true, Text: { Length: > 0 } id } value, ..])
        {
            return;
        }

        Place(at);
        _objects.AddCreation(id, value.IsDecoded);
        var start = IsNew(at) ? at - 1 : at;
        if (Is(next, '.'))
        {
            UseObject(at, next, id.Trim());
        }
        else if (Is(start - 1, '=') && start > 1 && _tokens[start - 2].Kind == JsTokenKind.Name)
        {
            _expressions.Bind(Word(start - 2).ToString(), new JsValue(null, Name: JsValue.Com + id.Trim()));
        }
    }

    private void Moniker(int at)
    {
        var next = at + 1;
        if (_expressions.Arguments(ref next) is not [{ Text: { } moniker }, ..])
        {
            return;
        }

        Place(at);
        if (_objects.AddMoniker(moniker) is not { } id)
        {
            return;
        }

        if (Is(next, '.'))
        {
            UseObject(at, next, id);
        }
        else if (Is(at - 1, '=') && at > 1 && _tokens[at - 2].Kind == JsTokenKind.Name)
        {
            _expressions.Bind(Word(at - 2).ToString(), new JsValue(null, Name: JsValue.Com + id));
        }
    }

    private void UseObject(int at, int next, string id)
    {
        // The id is a text of the script, which may be most of it, and is looked at for each call.
        if (!Is(next, '.') || !Is(next + 2, '(') || !_facts.Budget.Spend(id.Length))
        {
            return;
        }

        var member = Word(next + 1).ToString();
        var behind = next + 2;
        var arguments = _expressions.Arguments(ref behind);
        Place(next + 1);
        var result = _objects.AddCall(id, member, [.. arguments.Select(argument => argument.Text)]);
        if (result is not null && Is(at - 1, '=') && at > 1 && _tokens[at - 2].Kind == JsTokenKind.Name)
        {
            _expressions.Bind(Word(at - 2).ToString(), new JsValue(null, Name: JsValue.Com + result));
        }
    }
}
