using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Process starts and registry keys, followed within one method.</summary>
internal sealed partial class MethodWalker
{
    private Value UnderstandProcess(SpecialMember special, int count, int offset, int member)
    {
        switch (special)
        {
            case SpecialMember.ProcessStartInfoConstructor:
                return Value.Tracked(ValueKind.ProcessStart, NewProcessStart(offset, count > 0 ? _stack.Peek(count - 1) : null, count > 1 ? _stack.Peek(count - 2) : null), member);
            case SpecialMember.ProcessConstructor:
                _startInfoOfProcess = -1;
                return Value.Result(member);
            case SpecialMember.ArgumentListOfStartInfo:
                if (_stack.Peek(0) is { Kind: ValueKind.ProcessStart } described)
                {
                    ((ProcessStart)_objects[(int)described.Number]).ArgumentsUnknown = true;
                }

                return Value.Result(member);
            case SpecialMember.ProcessStartInfoOfProcess:
                if (_startInfoOfProcess < 0)
                {
                    // The process owns this description; starting it needs no further mention.
                    _startInfoOfProcess = NewProcessStart(offset, null, null);
                    ((ProcessStart)_objects[_startInfoOfProcess]).Started = true;
                }

                return Value.Tracked(ValueKind.ProcessStart, _startInfoOfProcess, member);
            case SpecialMember.ProcessStart:
                // Start(string, string): the static overloads with a text; Start(ProcessStartInfo) and Start() were seen before.
                if (count is 1 or 2 && _stack.Peek(count - 1).IsText)
                {
                    var direct = NewProcessStart(offset, _stack.Peek(count - 1), count > 1 ? _stack.Peek(0) : null);
                    ((ProcessStart)_objects[direct]).Started = true;
                }

                return Value.Result(member);
        }

        if (_stack.Peek(1) is { Kind: ValueKind.ProcessStart } receiver)
        {
            var start = (ProcessStart)_objects[(int)receiver.Number];
            var value = _stack.Peek(0);
            switch (special)
            {
                case SpecialMember.SetFileName:
                    start.SetFileName(TextOf(value), value.Derivation == Derivation.Folded);
                    start.Recovered |= value.Derivation == Derivation.Recovered;
                    break;
                case SpecialMember.SetArguments:
                    start.SetArguments(TextOf(value));
                    start.Recovered |= value.Derivation == Derivation.Recovered;
                    break;
                case SpecialMember.SetVerb:
                    start.Elevated = string.Equals(TextOf(value), "runas", StringComparison.OrdinalIgnoreCase);
                    break;
                case SpecialMember.SetCreateNoWindow:
                    start.Hidden |= value is { IsNumber: true, Number: 1 };
                    break;
                case SpecialMember.SetWindowStyle:
                    // ProcessWindowStyle.Hidden
                    start.Hidden |= value is { IsNumber: true, Number: 1 };
                    break;
            }
        }

        return Value.Unknown;
    }

    // A description is started by whoever gets it: an argument of a call other than its own properties leaves the method's hands.
    private void NoteStarts(in Member member, int count, bool constructs)
    {
        var isOwnProperty = !constructs && _facts.Text(member.Name).StartsWith("System.Diagnostics.ProcessStartInfo::", StringComparison.Ordinal);
        var first = isOwnProperty ? 1 : 0;
        for (var i = 0; i < Math.Min(count - first, _stack.Depth); i++)
        {
            MarkStarted(_stack.Peek(i));
        }
    }

    private void MarkStarted(in Value value)
    {
        if (value.Kind == ValueKind.ProcessStart)
        {
            ((ProcessStart)_objects[(int)value.Number]).Start();
        }
    }

    private int NewProcessStart(int offset, Value? file, Value? arguments)
    {
        var start = new ProcessStart { Position = offset };
        if (file is { } fileValue)
        {
            start.FileName = fileValue.IsText ? TextOf(fileValue) : null;
            start.Folded = fileValue.Derivation == Derivation.Folded;
            start.Recovered = fileValue.Derivation == Derivation.Recovered;
        }

        if (arguments is { } argumentValue)
        {
            start.Arguments = argumentValue.IsText ? TextOf(argumentValue) : null;
            start.ArgumentsUnknown = start.Arguments is null;
            start.Recovered |= argumentValue.Derivation == Derivation.Recovered;
        }

        _processStarts.Add(start);
        return Track(start);
    }

    private void WriteProcessStarts()
    {
        if (_processStarts.Count == 0)
        {
            return;
        }

        foreach (var start in _processStarts.Where(start => start.Started))
        {
            start.Write(_facts, Place, PositionKind.IlOffset);
            NoteCommand(start);
        }

        _processStarts.Clear();
        _startInfoOfProcess = -1;
    }

    private Value UnderstandRegistry(SpecialMember special, int count, int offset, int member)
    {
        if (special is SpecialMember.RegistryStaticGetValue or SpecialMember.RegistryStaticSetValue)
        {
            // Registry.SetValue(@"HKEY_CURRENT_USER\Software\X", "name", value)
            if (count >= 2 && _stack.Peek(count - 1) is { IsText: true } full)
            {
                WriteRegistry(TextOf(full)!, special == SpecialMember.RegistryStaticSetValue ? "write" : "read", TextOf(_stack.Peek(count - 2)), offset);
            }

            return Value.Result(member);
        }

        if (_stack.Peek(count - 1) is not { Kind: ValueKind.RegistryKey } key)
        {
            return Value.Result(member);
        }

        var name = count >= 2 && _stack.Peek(count - 2) is { IsText: true } text ? TextOf(text) : null;
        if (special is SpecialMember.RegistryKeySetValue or SpecialMember.RegistryKeyGetValue)
        {
            WriteRegistry(_facts.Text((int)key.Number), special == SpecialMember.RegistryKeySetValue ? "write" : "read", name, offset);
            return Value.Result(member);
        }

        if (name is null)
        {
            return Value.Result(member);
        }

        var path = _facts.Text((int)key.Number) + "\\" + name.Trim('\\');
        WriteRegistry(path, special switch
        {
            SpecialMember.RegistryCreateSubKey => "create",
            SpecialMember.RegistryDelete => "delete",
            _ => "read",
        }, null, offset);
        return Value.Tracked(ValueKind.RegistryKey, _facts.Intern(path), member);
    }

    private void WriteRegistry(string path, string access, string? name, int offset)
    {
        Argument[] arguments = name is null ? [new Argument("access", access)] : [new Argument("access", access), new Argument("name", name)];
        _facts.Add(FactKind.Registry, RegistryPath.Normalize(path), Place, new ArgumentList(arguments), Derivation.Folded, PositionKind.IlOffset, offset);
    }
}
