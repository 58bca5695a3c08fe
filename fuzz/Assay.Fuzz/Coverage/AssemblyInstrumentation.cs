using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Assay.Fuzz.Coverage;

/// <summary>Rewrites an assembly so that the entry of every branch is counted in <see cref="EdgeMap.Hits"/>.</summary>
/// <param name="first">Number of the first branch of the assembly.</param>
internal sealed class AssemblyInstrumentation(int first)
{
    private int _next = first;

    /// <summary>Number after that of the last branch.</summary>
    public int Next => _next;

    /// <summary>Rewrites a file into another.</summary>
    public void Rewrite(string source, string target)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(source));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location));
        using var assembly = AssemblyDefinition.ReadAssembly(source, new ReaderParameters { AssemblyResolver = resolver, InMemory = true });
        var hits = assembly.MainModule.ImportReference(typeof(EdgeMap).GetField(nameof(EdgeMap.Hits))!);
        var element = assembly.MainModule.TypeSystem.Int32;
        foreach (var method in assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody && method.Body.Instructions.Count > 0))
        {
            Rewrite(method.Body, hits, element);
        }

        assembly.Write(target);
    }

    private void Rewrite(MethodBody body, FieldReference hits, TypeReference element)
    {
        // Short forms of branches do not reach over what is added.
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        var counters = new Dictionary<Instruction, Instruction>();
        foreach (var leader in Leaders(body))
        {
            var load = il.Create(OpCodes.Ldsfld, hits);
            il.InsertBefore(leader, load);
            il.InsertBefore(leader, il.Create(OpCodes.Ldc_I4, _next++));
            il.InsertBefore(leader, il.Create(OpCodes.Ldelema, element));
            il.InsertBefore(leader, il.Create(OpCodes.Dup));
            il.InsertBefore(leader, il.Create(OpCodes.Ldind_I4));
            il.InsertBefore(leader, il.Create(OpCodes.Ldc_I4, 1));
            il.InsertBefore(leader, il.Create(OpCodes.Add));
            il.InsertBefore(leader, il.Create(OpCodes.Stind_I4));
            counters[leader] = load;
        }

        // Whoever jumped to a leader jumps to its counter.
        foreach (var instruction in body.Instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => counters.GetValueOrDefault(target, target),
                Instruction[] targets => Array.ConvertAll(targets, target => counters.GetValueOrDefault(target, target)),
                var other => other,
            };
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        body.OptimizeMacros();

        Instruction? Moved(Instruction? instruction) => instruction is null ? null : counters.GetValueOrDefault(instruction, instruction);
    }

    // The entry, what a branch leads to, and what follows a branch that was not taken. Handlers are told by what is in them.
    private static HashSet<Instruction> Leaders(MethodBody body)
    {
        var leaders = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                leaders.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                leaders.UnionWith(targets);
            }

            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next)
            {
                leaders.Add(next);
            }
        }

        return leaders;
    }
}
