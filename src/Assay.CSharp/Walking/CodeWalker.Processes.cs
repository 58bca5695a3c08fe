using Assay.CSharp.Values;
using Assay.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Process starts, followed within one method; and native functions that the file declares.</summary>
internal sealed partial class CodeWalker
{
    private Value UnderstandProcess(CallSite call)
    {
        switch (call.Name)
        {
            case "System.Diagnostics.ProcessStartInfo::get_ArgumentList":
                if (call.Receiver?.Process is { } described)
                {
                    described.ArgumentsUnknown = true;
                }

                return call.Result;
            case "System.Diagnostics.Process::get_StartInfo":
                if (_method.StartInfoOfProcess is null)
                {
                    // The process owns this description; starting it needs no further mention.
                    _method.StartInfoOfProcess = NewProcessStart(call, null, null);
                    _method.StartInfoOfProcess.Process!.Started = true;
                }

                return _method.StartInfoOfProcess;
            case "System.Diagnostics.Process::Start":
                if (call.Arguments is [{ IsText: true }] or [{ IsText: true }, _])
                {
                    NewProcessStart(call, call.Arguments[0], call.Arguments.ElementAtOrDefault(1)).Process!.Started = true;
                }

                return call.Result;
        }

        if (call.Receiver?.Process is { } start && call.Arguments is [var value])
        {
            Describe(start, call.Name, value);
        }

        return call.Result;
    }

    private static void Describe(ProcessStart start, string member, Value value)
    {
        switch (member)
        {
            case "System.Diagnostics.ProcessStartInfo::set_FileName":
                start.SetFileName(TextOf(value), value.Derivation == Derivation.Folded);
                break;
            case "System.Diagnostics.ProcessStartInfo::set_Arguments":
                start.SetArguments(TextOf(value));
                break;
            case "System.Diagnostics.ProcessStartInfo::set_Verb":
                start.Elevated = string.Equals(TextOf(value), "runas", StringComparison.OrdinalIgnoreCase);
                break;
            case "System.Diagnostics.ProcessStartInfo::set_CreateNoWindow" or "System.Diagnostics.ProcessStartInfo::set_WindowStyle":
                // true; ProcessWindowStyle.Hidden
                start.Hidden |= value is { IsNumber: true, Number: 1 };
                break;
        }
    }

    private Value NewProcessStart(CallSite call, Value? file, Value? arguments)
    {
        var (line, column) = _emit.PositionOf(call.Node);
        var start = new ProcessStart { Position = line, Column = column };
        if (file is not null)
        {
            start.FileName = file.IsText ? file.Text : null;
            start.Folded = file.Derivation == Derivation.Folded;
        }

        if (arguments is not null)
        {
            start.Arguments = arguments.IsText ? arguments.Text : null;
            start.ArgumentsUnknown = start.Arguments is null;
        }

        if (!_emit.IsSilent)
        {
            _method.Processes.Add(start);
        }

        return new Value(ValueKind.ProcessStart, "System.Diagnostics.ProcessStartInfo") { Process = start, Items = [call.Result], Derivation = Derivation.Result };
    }

    // A description is started by whoever gets it: an argument of a call other than its own properties leaves the method's hands.
    private void NoteStarts(string member, Value? receiver, IReadOnlyList<Value> arguments)
    {
        if (_method.Processes.Count == 0)
        {
            return;
        }

        foreach (var argument in arguments)
        {
            MarkStarted(argument);
        }

        if (receiver is not null && !member.StartsWith("System.Diagnostics.ProcessStartInfo::", StringComparison.Ordinal))
        {
            MarkStarted(receiver);
        }
    }

    private static void MarkStarted(Value value) => value.Process?.Start();

    private void WriteProcesses()
    {
        foreach (var start in _method.Processes)
        {
            _emit.Process(start);
        }
    }

    private void WriteNative(AttributeSyntax import, LocalFunctionStatementSyntax function)
    {
        if (NativeName(import, function) is { } native)
        {
            _emit.External(FactKind.PInvoke, native, function);
        }
    }

    private string? NativeName(AttributeSyntax import, LocalFunctionStatementSyntax function) =>
        Names.NativeImports.Name(import, function.Identifier.ValueText, expression => ConstantText(_method.Type, expression));
}
