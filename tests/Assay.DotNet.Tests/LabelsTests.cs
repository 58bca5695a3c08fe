using System.Buffers.Binary;
using System.Reflection.Metadata;
using Assay.DotNet.IL;

namespace Assay.DotNet.Tests;

public sealed class LabelsTests
{
    [Fact]
    public void Labels_are_those_of_every_instruction_read_one_by_one()
    {
        var random = new Random(11);
        var joins = 0;
        for (var round = 0; round < 3000; round++)
        {
            var code = Code(random);
            var labels = new Labels();
            Assert.True(MethodBody.TryRead(WithHeader(code), 0, out var body));
            labels.Scan(body);

            var expected = Expected(code);
            for (var offset = 0; offset < code.Length; offset++)
            {
                Assert.Equal(expected.Joins.Contains(offset), labels.IsJoin(offset));
                Assert.Equal(expected.Loops.Contains(offset), labels.IsLoop(offset));
            }

            for (var slot = 0; slot < Labels.TrackedLocals; slot++)
            {
                Assert.Equal(Math.Min(127, expected.Stores[slot]), labels.Stores(slot));
                Assert.Equal(expected.Addresses.Contains(slot), labels.IsAddressTaken(slot));
                Assert.Equal(expected.Arguments.Contains(slot), labels.IsChangedArgument(slot));
            }

            joins += expected.Joins.Count;
        }

        Assert.True(joins > 3000);
    }

    private static (HashSet<int> Joins, HashSet<int> Loops, int[] Stores, HashSet<int> Addresses, HashSet<int> Arguments) Expected(byte[] code)
    {
        var (joins, loops, stores, addresses, arguments) = (new HashSet<int>(), new HashSet<int>(), new int[70_000], new HashSet<int>(), new HashSet<int>());
        var il = new IlReader(code);
        while (il.Read())
        {
            var name = il.OpCode.ToString().ToLowerInvariant();
            if (name.StartsWith("stloc", StringComparison.Ordinal))
            {
                stores[char.IsDigit(name[^1]) ? name[^1] - '0' : Slot(name, il.Operand)]++;
            }
            else if (name.StartsWith("ldloca", StringComparison.Ordinal))
            {
                addresses.Add(Slot(name, il.Operand));
            }
            else if (name.StartsWith("starg", StringComparison.Ordinal) || name.StartsWith("ldarga", StringComparison.Ordinal))
            {
                arguments.Add(Slot(name, il.Operand));
            }
            else if (il.OpCode == ILOpCode.Switch)
            {
                for (var i = 0; i < (int)il.Operand; i++)
                {
                    Arrive(il.Offset, il.SwitchTarget(i));
                }
            }
            else if (il.OpCode.IsBranch())
            {
                Arrive(il.Offset, il.BranchTarget);
            }
        }

        return (joins, loops, stores, addresses, arguments);

        void Arrive(int from, int to)
        {
            joins.Add(to);
            if (to <= from)
            {
                loops.Add(to);
            }
        }
    }

    private static int Slot(string name, long operand) => name.EndsWith("_s", StringComparison.Ordinal) ? (byte)operand : (int)operand;

    // Instructions of all kinds with operands near zero, at times cut off, at times with bytes that are none.
    private static byte[] Code(Random random)
    {
        var code = new List<byte>();
        for (var i = random.Next(60); i > 0; i--)
        {
            var isPrefixed = random.Next(6) == 0;
            var opcode = isPrefixed ? random.Next(OpCodeTable.TwoByte.Length) : random.Next(256);
            var effect = isPrefixed ? OpCodeTable.TwoByte[opcode] : OpCodeTable.OneByte[opcode];
            if ((effect & 7) == 7 && random.Next(40) != 0)
            {
                continue;
            }

            code.AddRange(isPrefixed ? [0xFE, (byte)opcode] : [(byte)opcode]);
            code.AddRange((effect & 7) switch
            {
                OpCodeTable.OneByteOperand => [(byte)random.Next(-30, 30)],
                OpCodeTable.TwoBytes => [(byte)random.Next(20), 0],
                OpCodeTable.FourBytes => Four(random.Next(-60, 60)),
                OpCodeTable.EightBytes => [.. Four(random.Next()), .. Four(random.Next())],
                OpCodeTable.SwitchOperand => [.. Four(2), .. Four(random.Next(-60, 60)), .. Four(random.Next(-60, 60))],
                _ => Array.Empty<byte>(),
            });
        }

        return [.. code.Take(random.Next(10) == 0 ? random.Next(code.Count + 1) : code.Count)];
    }

    private static byte[] Four(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    // ECMA-335 II.25.4.3: a fat header without more sections.
    private static byte[] WithHeader(byte[] code) => [0x03, 0x30, 8, 0, .. Four(code.Length), 0, 0, 0, 0, .. code];
}
