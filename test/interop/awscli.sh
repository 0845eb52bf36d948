#!/usr/bin/env bash
# Debian's AWS CLI against the simulator: another writer's signatures, requests and reading of the answers. The last line counts.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Not whatever `aws` is first on PATH: this one comes with the distribution, and nobody here wrote it.
readonly cli=/usr/bin/aws
readonly simulator=artifacts/bin/AwsSimulator/debug/aws-simulator
[ -x "$simulator" ] || dotnet build tools/AwsSimulator --verbosity quiet

work=$(mktemp -d)
coproc SIMULATOR { exec "$simulator" --group runners --min 1 --max 4 --desired 2 2>"$work/simulator.log"; }
readonly simulator_pid=$SIMULATOR_PID
trap 'kill "$simulator_pid" 2>/dev/null; wait "$simulator_pid" 2>/dev/null; rm -rf "$work"' EXIT

# The simulator's own export lines, up to its first comment, are the environment.
while IFS= read -r line <&"${SIMULATOR[0]}"; do
  case $line in
    'export '*) eval "$line" ;;
    '# instances listen'*) port=${line//[!0-9]/} && break ;;
  esac
done
export AWS_PAGER= AWS_MAX_ATTEMPTS=1 HOME="$work"

passed=0 failed=0

# check NAME EXPECTED ACTUAL: EXPECTED is a pattern of the shell.
check() {
  # shellcheck disable=SC2053
  if [[ $3 == $2 ]]; then
    passed=$((passed + 1))
    echo "ok    $1"
  else
    failed=$((failed + 1))
    printf 'FAIL  %s\n      expected: %s\n      got:      %s\n' "$1" "$2" "$3"
  fi
}

# Debian's version of the CLI does not know AWS_ENDPOINT_URL yet. What it says on either stream is the answer.
aws() { "$cli" --endpoint-url "$AWS_ENDPOINT_URL" --output text "$@" 2>&1 || true; }

group=(--auto-scaling-group-name runners)
ssh-keygen -q -t ed25519 -N '' -f "$work/key"

check 'sts get-caller-identity' $'123456789012\tarn:aws:iam::123456789012:user/runner' \
  "$(aws sts get-caller-identity --query '[Account,Arn]')"
check 'autoscaling describe-auto-scaling-groups' $'runners\t1\t4\t2\t2' "$(aws autoscaling describe-auto-scaling-groups \
  --auto-scaling-group-names runners --query 'AutoScalingGroups[].[AutoScalingGroupName,MinSize,MaxSize,DesiredCapacity,length(Instances)]')"
check 'autoscaling describe-auto-scaling-groups, unknown name' '' "$(aws autoscaling describe-auto-scaling-groups \
  --auto-scaling-group-names nope --query 'AutoScalingGroups[].AutoScalingGroupName')"
check 'autoscaling describe-auto-scaling-instances' $'runners\trunners' \
  "$(aws autoscaling describe-auto-scaling-instances --query 'AutoScalingInstances[].AutoScalingGroupName')"
check 'autoscaling set-desired-capacity' '' "$(aws autoscaling set-desired-capacity "${group[@]}" --desired-capacity 3)"
check 'autoscaling set-desired-capacity, above max' \
  '*(ValidationError)*New SetDesiredCapacity value 5 is above max value 4 for the AutoScalingGroup.*' \
  "$(aws autoscaling set-desired-capacity "${group[@]}" --desired-capacity 5)"
check 'autoscaling describe-scaling-activities' 'Launching a new EC2 instance: i-*' \
  "$(aws autoscaling describe-scaling-activities "${group[@]}" --query 'Activities[0].Description')"

read -r id address < <(aws ec2 describe-instances --query 'Reservations[0].Instances[0].[InstanceId,PrivateIpAddress]')
check 'ec2 wait instance-running' '' "$(aws ec2 wait instance-running --instance-ids "$id")"
check 'ec2 describe-instances' $'x86_64\trunning\tus-east-1a' "$(aws ec2 describe-instances --instance-ids "$id" \
  --query 'Reservations[0].Instances[0].[Architecture,State.Name,Placement.AvailabilityZone]')"
check 'ec2 describe-instances, unknown id' "*(InvalidInstanceID.NotFound)*The instance ID 'i-0000000000000000a' does not exist*" \
  "$(aws ec2 describe-instances --instance-ids i-0000000000000000a)"
check 'ec2 describe-spot-instance-requests' '' "$(aws ec2 describe-spot-instance-requests --query 'SpotInstanceRequests[]')"
check 'ec2 get-password-data, of Linux' '' "$(aws ec2 get-password-data --instance-id "$id" --query PasswordData)"

check 'ec2-instance-connect send-ssh-public-key' True "$(aws ec2-instance-connect send-ssh-public-key --instance-id "$id" \
  --availability-zone us-east-1a --instance-os-user ec2-user --ssh-public-key "file://$work/key.pub" --query Success)"
check 'ssh with that key' "ec2-user" "$(ssh -F none -i "$work/key" -p "$port" -o BatchMode=yes -o StrictHostKeyChecking=no \
  -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "ec2-user@$address" 'echo $USER' 2>&1 || true)"
check 'ec2-instance-connect send-ssh-public-key, unknown id' '*(EC2InstanceNotFoundException)*' \
  "$(aws ec2-instance-connect send-ssh-public-key --instance-id i-0000000000000000a --availability-zone us-east-1a \
    --instance-os-user ec2-user --ssh-public-key "file://$work/key.pub")"

terminate=(autoscaling terminate-instance-in-auto-scaling-group --should-decrement-desired-capacity)
check 'autoscaling terminate-instance-in-auto-scaling-group' "Terminating EC2 instance: $id" \
  "$(aws "${terminate[@]}" --instance-id "$id" --query Activity.Description)"
check 'autoscaling terminate-instance-in-auto-scaling-group, again' \
  "*(ValidationError)*Instance Id not found - No managed instance found for instance ID: $id*" "$(aws "${terminate[@]}" --instance-id "$id")"
check 'autoscaling describe-auto-scaling-groups, after' $'2\t2' "$(aws autoscaling describe-auto-scaling-groups "${group[@]/%name/names}" \
  --query 'AutoScalingGroups[].[DesiredCapacity,length(Instances)]')"

check 'sts assume-role' 'arn:aws:sts::123456789012:assumed-role/runner-role/cli' "$(aws sts assume-role \
  --role-arn arn:aws:iam::123456789012:role/runner-role --role-session-name cli --query AssumedRoleUser.Arn)"
check 'a wrong secret, autoscaling' '*(SignatureDoesNotMatch)*' \
  "$(AWS_SECRET_ACCESS_KEY=wrong aws autoscaling describe-auto-scaling-groups)"
check 'a wrong secret, ec2' '*(SignatureDoesNotMatch)*' "$(AWS_SECRET_ACCESS_KEY=wrong aws ec2 describe-instances)"
check 'an unknown key, ec2' '*(AuthFailure)*' "$(AWS_ACCESS_KEY_ID=AKIAUNKNOWN aws ec2 describe-instances)"
check 'an unknown key, sts' '*(InvalidClientTokenId)*' "$(AWS_ACCESS_KEY_ID=AKIAUNKNOWN aws sts get-caller-identity)"

[ ! -s "$work/simulator.log" ] || cat "$work/simulator.log"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
